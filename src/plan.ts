import { checkRule, isCatchAll, nameRule, type RuleName } from './check-rule.js';
import type { MappingRule } from './options.js';

/** Rules made ready to run. */
export interface Plan {
  readonly track: EventPlan;
  readonly group: EventPlan;
}

/** What fills one event: first the sections, outer objects before inner ones, then what no rule has read. */
export interface EventPlan {
  /** The objects that the rules read from, each looked up once. */
  readonly origins: readonly Origin[];
  readonly sections: readonly Section[];
  readonly catchAlls: readonly CatchAll[];
  readonly keepsEmptyStrings: boolean;
}

/** An object that rules read from, by a path as `lodash.get` takes it; an empty one is the root itself. */
export type Origin = { readonly root: 'conversation' | 'group' } & (
  | { readonly path: readonly string[]; readonly isWhole: false }
  // A rule reads the object itself, as the field `whole`, and not the fields of it.
  | { readonly path: readonly string[] | string; readonly isWhole: true }
);

/** An object of the event. */
export interface Target {
  /** The steps to it from the event. */
  readonly steps: readonly string[];
  /** How many of them are sure not to be another rule's value, which must be copied before it is changed. */
  readonly owned: number;
}

/** An object of the event and what goes into it. */
export interface Section extends Target {
  /** Those with the same `to` stand together, the winner first. */
  readonly moves: readonly Move[];
}

/** A rule made ready to run: from a key of an origin to a key of a section's object. */
export interface Move {
  /** The rule's place among those of its event. */
  readonly index: number;
  /** The origin's place in the plan. */
  readonly origin: number;
  readonly from: string;
  readonly to: string;
  readonly via: MappingRule['via'];
  /** `id`: only a usable id. `fields`: only an object, whose fields join those that are there. */
  readonly takes: 'anything' | 'id' | 'fields';
  /** Whether the value goes as it is. */
  readonly isPlain: boolean;
  /** Whether `via` gives the same for every group event of a delivery. */
  readonly isShared: boolean;
  /** For a rule of the caller's: what an error calls it. */
  readonly callerRule: RuleName | undefined;
}

/** An object whose keys go into an object of the event, but for those that rules have read. */
export interface CatchAll extends Target {
  readonly move: Move;
  /** Put before a key that the event already has. */
  readonly prefix: string;
  /** For each key that rules read, those rules. */
  readonly readers: ReadonlyMap<string, readonly Move[]>;
}

interface Entry {
  readonly rule: MappingRule;
  readonly origin: Origin;
  readonly steps: readonly string[];
  readonly move: Move;
}

/** What RudderStack needs as an id or name, and the objects that it needs as such. */
const TAKES: ReadonlyMap<string, Move['takes']> = new Map([
  ['event', 'id'],
  ['userId', 'id'],
  ['groupId', 'id'],
  ['messageId', 'id'],
  ['rudderId', 'id'],
  ['traits', 'fields'],
  ['properties', 'fields'],
  ['integrations', 'fields'],
  ['context', 'fields'],
  ['context.traits', 'fields'],
  ['context.library', 'fields'],
  ['context.integration', 'fields'],
]);

/**
 * Prepares a profile's rules and, after them, the caller's.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule of the caller's that is malformed or unsafe.
 */
export function preparePlan(
  profileRules: readonly MappingRule[],
  callerRules: readonly unknown[],
  keepsEmptyStrings: boolean,
): Plan {
  const named = [
    ...profileRules.map((rule) => ({ rule, callerRule: undefined })),
    ...Array.from(callerRules, (rule, position) => {
      const callerRule = nameRule(rule, position);
      checkRule(rule, callerRule);
      return { rule, callerRule };
    }),
  ];
  const prepareEvent = (event: 'track' | 'group'): EventPlan => {
    const origins: Origin[] = [];
    const entries = named
      .filter(({ rule }) => (rule.event ?? 'track') === event)
      .map(({ rule, callerRule }, index) => prepareEntry(rule, index, origins, callerRule));
    return {
      origins,
      sections: prepareSections(entries),
      catchAlls: prepareCatchAlls(entries),
      keepsEmptyStrings,
    };
  };
  return { track: prepareEvent('track'), group: prepareEvent('group') };
}

/** Adds the rule's origin to the others where it is new. */
function prepareEntry(
  rule: MappingRule,
  index: number,
  origins: Origin[],
  callerRule: RuleName | undefined,
): Entry {
  const path = isCatchAll(rule.from) ? rule.from.slice(0, -2) : rule.from;
  const isOfGroup = rule.event === 'group' && /^group(?:\.|$)/.test(path);
  const { origin, from } = isOfGroup
    ? locate(path.slice('group.'.length), 'group')
    : locate(path, 'conversation');
  const known = origins.findIndex((other) => isSame(other, origin));
  const takes = TAKES.get(rule.to) ?? 'anything';
  const move = {
    index,
    origin: known < 0 ? origins.push(origin) - 1 : known,
    from,
    to: rule.to.slice(rule.to.lastIndexOf('.') + 1),
    via: rule.via,
    takes,
    isPlain: takes === 'anything' && rule.via === undefined,
    isShared: !isOfGroup,
    callerRule,
  };
  return { rule, origin, steps: rule.to.split('.').slice(0, -1), move };
}

/** Only a path of plain steps can be split here; `lodash.get` splits any other. */
function locate(path: string, root: Origin['root']): { readonly origin: Origin; readonly from: string } {
  if (path === '') return { origin: { root, path: [], isWhole: true }, from: 'whole' };
  if (/[[\]]/.test(path)) return { origin: { root, path, isWhole: true }, from: 'whole' };
  const steps = path.split('.').slice(0, -1);
  return { origin: { root, path: steps, isWhole: false }, from: path.slice(path.lastIndexOf('.') + 1) };
}

function prepareSections(entries: readonly Entry[]): Section[] {
  const sections = new Map<string, Target & { moves: Move[] }>();
  for (const { rule, steps, move } of entries) {
    if (isCatchAll(rule.from)) continue;
    const path = steps.join('.');
    const section = sections.get(path) ?? { steps, owned: ownedSteps(steps, entries), moves: [] };
    const rival = section.moves.findIndex(({ to }) => to === move.to);
    section.moves.splice(rival < 0 ? section.moves.length : rival, 0, move);
    sections.set(path, section);
  }
  // What goes inside of another rule's value comes after it.
  return [...sections.values()].sort((a, b) => a.steps.length - b.steps.length);
}

function prepareCatchAlls(entries: readonly Entry[]): CatchAll[] {
  return (
    entries
      .filter(({ rule }) => isCatchAll(rule.from))
      // What reads inside of another one's object comes before it; its path is the longer one.
      .sort((a, b) => b.rule.from.length - a.rule.from.length)
      .map(({ rule, origin, steps, move }) => ({
        steps,
        owned: ownedSteps(steps, entries),
        move,
        prefix: `${rule.from.split('.').at(-2) ?? 'conversation'}_`,
        readers: readersOf(origin.isWhole ? origin.path : [...origin.path, move.from], origin.root, entries),
      }))
  );
}

/** The rules that read from inside of an object, by the key that they read. */
function readersOf(
  path: Origin['path'],
  root: Origin['root'],
  entries: readonly Entry[],
): Map<string, Move[]> {
  const readers = new Map<string, Move[]>();
  for (const { origin, move } of entries) {
    if (!isSame(origin, { root, path, isWhole: false })) continue;
    readers.set(move.from, [...(readers.get(move.from) ?? []), move]);
  }
  return readers;
}

function ownedSteps(steps: readonly string[], entries: readonly Entry[]): number {
  const foreign = steps.findIndex((_, index) => {
    const path = steps.slice(0, index + 1).join('.');
    return entries.some(({ rule }) => rule.to === path);
  });
  return foreign < 0 ? steps.length : foreign;
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
