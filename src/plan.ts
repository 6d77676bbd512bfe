import { checkRule, isCatchAll } from './check-rule.js';
import type { MappingRule } from './options.js';

/** Rules made ready to run. */
export interface Plan {
  readonly track: EventPlan;
  readonly group: EventPlan;
}

/** What fills one event: first the sections, outer objects before inner ones, then what no rule has read. */
export interface EventPlan {
  /** The objects that the rules read from, each looked up once, outer ones first. */
  readonly origins: readonly Origin[];
  readonly sections: readonly Section[];
  readonly catchAlls: readonly CatchAll[];
  readonly keepsEmptyStrings: boolean;
}

/**
 * A field of `{ conversation, group }` (`parent` 0) or of the origin before place `parent`. Where only
 * `lodash.get` can split the path: all of it, to a value that is then read as the field `whole`.
 */
export type Origin = { readonly parent: number; readonly key: string } | string;

/** An object of the event. */
export interface Target {
  /** The steps to it from the event. */
  readonly steps: readonly string[];
  /** How many of them are sure not to be another rule's value, which must be copied before it is changed. */
  readonly owned: number;
}

/** An object of the event and what goes into it. */
export interface Section extends Target {
  /** One for each key: the one that wins. */
  readonly moves: readonly Move[];
}

/** A rule made ready to run: from a key of an origin to a key of a section's object. */
export interface Move {
  readonly rule: MappingRule;
  /** Its place among the caller's rules; -1 for one of the profile's. */
  readonly position: number;
  /** What is read from: 0 for `{ conversation, group }`, 1 for the first origin. */
  readonly origin: number;
  readonly from: string;
  /** A number for what is read, the same for every rule that reads it. */
  readonly reading: number;
  readonly to: string;
  /** `id`: only a usable id. `fields`: only an object, whose fields join those that are there. */
  readonly takes: 'anything' | 'id' | 'fields';
  /** Whether the value goes as it is. */
  readonly isPlain: boolean;
  /** Where the result of `via` is kept for the rules and events that share it; -1 where none do. */
  readonly sharedAt: number;
  /** What runs where this one gives nothing. */
  readonly fallback: Move | undefined;
}

/** An object whose keys go into an object of the event, but for those that rules have read. */
export interface CatchAll extends Target, Pick<Move, 'origin' | 'from' | 'reading'> {
  /** Put before a key that the event already has. */
  readonly prefix: string;
  /** The `reading` of each key that rules read. */
  readonly readings: ReadonlyMap<string, number>;
}

interface Reader extends Pick<Move, 'rule' | 'position'> {
  /** Its `from` in full. */
  readonly path: string;
}

interface Entry extends Move, Pick<Target, 'steps'> {
  fallback: Move | undefined;
}

/** What RudderStack needs as an id or a name. */
const IDS = /^(?:event|(?:user|group|message|rudder)Id)$/;

/** The objects that RudderStack needs as such. */
const OBJECTS = /^(?:traits|properties|integrations|context(?:\.(?:traits|library|integration))?)$/;

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
  // Holes too are rules that are malformed.
  for (const [position, rule] of callerRules.entries()) checkRule(rule, position);
  const rules = [...profileRules, ...(callerRules as readonly MappingRule[])];
  const prepareEvent = (event: 'track' | 'group'): EventPlan => {
    const readers = rules
      .filter((rule) => (rule.event ?? 'track') === event)
      .map((rule) => ({ rule, position: callerRules.indexOf(rule), path: fullPath(rule) }));
    const origins: Origin[] = [];
    const entries = readers.map((reader) => prepareEntry(reader, readers, origins));
    return {
      origins,
      sections: prepareSections(entries),
      catchAlls: prepareCatchAlls(entries, origins),
      keepsEmptyStrings,
    };
  };
  return { track: prepareEvent('track'), group: prepareEvent('group') };
}

/** Adds the rule's origin to the others where it is new. */
function prepareEntry(
  { rule, position, path }: Reader,
  readers: readonly Reader[],
  origins: Origin[],
): Entry {
  const isTwin = (other: Reader) => other.path === path && other.rule.via === rule.via;
  const isShared =
    path.startsWith('conversation') && (rule.event === 'group' || readers.filter(isTwin).length > 1);
  const takes = IDS.test(rule.to) ? 'id' : OBJECTS.test(rule.to) ? 'fields' : 'anything';
  return {
    rule,
    position,
    ...locate(path, origins),
    reading: readers.findIndex((other) => other.path === path),
    to: lastStep(rule.to),
    takes,
    isPlain: takes === 'anything' && !rule.via,
    sharedAt: isShared ? readers.findIndex(isTwin) : -1,
    steps: outerSteps(rule.to),
    fallback: undefined,
  };
}

/** A rule's `from` as a path into `{ conversation, group }`, for a catch-all that of its object. */
function fullPath({ from, event }: MappingRule): string {
  const path = isCatchAll(from) ? from.slice(0, -2) : from;
  if (event === 'group' && /^group(?:[.[]|$)/.test(path)) return path;
  return /^(?:\[|$)/.test(path) ? `conversation${path}` : `conversation.${path}`;
}

function locate(path: string, origins: Origin[]): { readonly origin: number; readonly from: string } {
  return /[[\]]/.test(path)
    ? { origin: placeOf(path, origins), from: 'whole' }
    : { origin: originAt(outerSteps(path), origins), from: lastStep(path) };
}

/** The place of the object that is so many steps inside of `{ conversation, group }`. */
function originAt(steps: readonly string[], origins: Origin[]): number {
  const key = steps.at(-1);
  if (key === undefined) return 0;
  return placeOf({ parent: originAt(steps.slice(0, -1), origins), key }, origins);
}

/** An origin's place; added where it is new. */
function placeOf(origin: Origin, origins: Origin[]): number {
  const text = JSON.stringify(origin);
  const known = origins.findIndex((other) => JSON.stringify(other) === text);
  return known < 0 ? origins.push(origin) : known + 1;
}

function outerSteps(path: string): string[] {
  return path.split('.').slice(0, -1);
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function prepareSections(entries: readonly Entry[]): Section[] {
  const sections = new Map<string, Target & { moves: Move[] }>();
  for (const entry of entries) {
    if (isCatchAll(entry.rule.from)) continue;
    const { steps, to } = entry;
    const path = steps.join('.');
    const section = sections.get(path) ?? { steps, owned: ownedSteps(steps, entries), moves: [] };
    const rival = section.moves.findIndex((move) => move.to === to);
    const place = rival < 0 ? section.moves.length : rival;
    entry.fallback = section.moves[place];
    section.moves[place] = entry;
    sections.set(path, section);
  }
  // What goes inside of another rule's value comes after it.
  return [...sections.values()].sort((a, b) => a.steps.length - b.steps.length);
}

function prepareCatchAlls(entries: readonly Entry[], origins: Origin[]): CatchAll[] {
  return (
    entries
      .filter(({ rule }) => isCatchAll(rule.from))
      // What reads inside of another one's object comes before it; its path is the longer one.
      .sort((a, b) => b.rule.from.length - a.rule.from.length)
      .map(({ rule, origin, from, reading, steps }) => {
        const inside = originAt(fullPath(rule).split('.'), origins);
        const readers = entries.filter((entry) => entry.origin === inside);
        const readings = new Map(readers.map((reader) => [reader.from, reader.reading]));
        const prefix = `${rule.from.split('.').at(-2) ?? 'conversation'}_`;
        return { origin, from, reading, steps, owned: ownedSteps(steps, entries), prefix, readings };
      })
  );
}

function ownedSteps(steps: readonly string[], entries: readonly Entry[]): number {
  const foreign = steps.findIndex((_, index) => {
    const path = steps.slice(0, index + 1).join('.');
    return entries.some(({ rule }) => rule.to === path);
  });
  return foreign < 0 ? steps.length : foreign;
}
