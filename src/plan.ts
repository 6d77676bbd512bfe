import { checkRule, isCatchAll, nameRule, type RuleName } from './check-rule.js';
import type { MappingRule } from './options.js';

/** Rules made ready to run: sorted by target, their paths split. */
export interface Plan {
  readonly track: EventPlan;
  readonly group: EventPlan;
}

/** What fills one event: first the slots, then what no rule has read. */
export interface EventPlan {
  readonly slots: readonly Slot[];
  readonly catchAlls: readonly CatchAll[];
  readonly keepsEmptyStrings: boolean;
}

/** An object in the event. */
export interface Target {
  /** The steps to it from the event. */
  readonly parents: readonly string[];
  /** How many of them are sure not to be another rule's value, which must be copied before it is changed. */
  readonly owned: number;
}

/** A place in the event and where its value may come from, the winner first. */
export interface Slot extends Target {
  readonly key: string;
  readonly sources: readonly Source[];
  /** `id`: only a usable id. `fields`: only an object, whose fields join those that are there. */
  readonly takes: 'anything' | 'id' | 'fields';
}

/** An object whose keys go into an object of the event, but for those that rules have read. */
export interface CatchAll extends Target {
  readonly source: Source;
  /** Put before a key that the event already has. */
  readonly prefix: string;
  /** For each key that rules read, the sources of those rules. */
  readonly readers: ReadonlyMap<string, readonly Source[]>;
}

/** Where a value is read. */
export interface Source {
  /** The rule's place among those of its event. */
  readonly index: number;
  readonly root: 'conversation' | 'group';
  /** As `lodash.get` takes it; empty for the root itself. */
  readonly path: readonly string[] | string;
  readonly via: MappingRule['via'];
  /** For a rule of the caller's: what an error calls it. */
  readonly callerRule: RuleName | undefined;
}

interface Entry {
  readonly rule: MappingRule;
  readonly parents: readonly string[];
  readonly key: string;
  readonly source: Source;
}

/** What RudderStack needs as an id or name, and the objects that it needs as such. */
const TAKES: ReadonlyMap<string, Slot['takes']> = new Map([
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
    const entries = named
      .filter(({ rule }) => (rule.event ?? 'track') === event)
      .map(({ rule, callerRule }, index) => ({
        rule,
        parents: rule.to.split('.').slice(0, -1),
        key: rule.to.slice(rule.to.lastIndexOf('.') + 1),
        source: prepareSource(rule, index, callerRule),
      }));
    return { slots: prepareSlots(entries), catchAlls: prepareCatchAlls(entries), keepsEmptyStrings };
  };
  return { track: prepareEvent('track'), group: prepareEvent('group') };
}

function prepareSource(rule: MappingRule, index: number, callerRule: RuleName | undefined): Source {
  const from = isCatchAll(rule.from) ? rule.from.slice(0, -2) : rule.from;
  const isOfGroup = rule.event === 'group' && /^group(?:\.|$)/.test(from);
  const path = isOfGroup ? from.slice('group.'.length) : from;
  return {
    index,
    root: isOfGroup ? 'group' : 'conversation',
    // `lodash.get` looks for a whole string among the keys first, and for split steps one by one.
    path: path === '' ? [] : /[[\]]/.test(path) ? path : path.split('.'),
    via: rule.via,
    callerRule,
  };
}

function prepareSlots(entries: readonly Entry[]): Slot[] {
  const slots = new Map<string, Slot & { readonly sources: Source[] }>();
  for (const { rule, parents, key, source } of entries) {
    if (isCatchAll(rule.from)) continue;
    const slot = slots.get(rule.to);
    if (slot) slot.sources.unshift(source);
    else {
      slots.set(rule.to, {
        parents,
        key,
        owned: ownedSteps(parents, entries),
        takes: TAKES.get(rule.to) ?? 'anything',
        sources: [source],
      });
    }
  }
  // What goes inside of another rule's value comes after it.
  return [...slots.values()].sort((a, b) => a.parents.length - b.parents.length);
}

function prepareCatchAlls(entries: readonly Entry[]): CatchAll[] {
  const catchAlls = entries
    .filter(({ rule }) => isCatchAll(rule.from))
    .map(({ rule, parents, source }) => ({
      parents,
      owned: ownedSteps(parents, entries),
      source,
      prefix: `${rule.from.split('.').at(-2) ?? 'conversation'}_`,
      readers: readersByKey(source, entries),
    }));
  // What reads inside of another one's object comes before it.
  return catchAlls.sort((a, b) => b.source.path.length - a.source.path.length);
}

function readersByKey(parent: Source, entries: readonly Entry[]): Map<string, Source[]> {
  const readers = new Map<string, Source[]>();
  for (const { source } of entries) {
    const key = source.path.at(-1);
    if (key === undefined || source.root !== parent.root) continue;
    if (!isSame(source.path.slice(0, -1), parent.path)) continue;
    readers.set(key, [...(readers.get(key) ?? []), source]);
  }
  return readers;
}

function ownedSteps(parents: readonly string[], entries: readonly Entry[]): number {
  const isTarget = (steps: readonly string[]): boolean =>
    entries.some(({ rule }) => rule.to === steps.join('.'));
  const foreign = parents.findIndex((_, index) => isTarget(parents.slice(0, index + 1)));
  return foreign < 0 ? parents.length : foreign;
}

function isSame(a: readonly string[] | string, b: readonly string[] | string): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((step, i) => step === b[i]);
}
