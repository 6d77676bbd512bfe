import { invalidOption, toPayloadError } from '../common/errors.js';
import { assertListable } from '../common/lists.js';
import { isEmpty, isRecord, setOwn, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import type { MappingRule } from '../options.js';
import { EVERY, parsePath, type Step } from '../rules/path.js';
import { parseJsonText, toData, writeJsonText } from './json-data.js';
import { PLACES } from './places.js';

type Path = readonly Step[];

/** RudderStack expects them in every event, and they are the same in every event. */
const CONSTANTS: readonly Path[] = [
  ['context', 'library'],
  ['context', 'integration'],
];

/**
 * Rules that remove every field of `context`, `traits`, `properties` and a group's `name` that is not on a list, also
 * the fields that Olark may add tomorrow. `context.library`, `context.integration`, ids, times, the event's name and
 * `integrations` always stay.
 *
 * An object or a list of which nothing is left is removed; `context.traits`, `traits` and `properties` stay, empty. An
 * element of a list that is removed leaves the list. A path that leads below JSON text, such as
 * `context.traits.customFields.plan` in the profile `warehouse`, reaches into the text.
 *
 * @param paths Paths into the event, as rules have them; `*` is every element of a list or every field of an object. A
 * path to an object keeps all of it.
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a path that is malformed or leads elsewhere.
 *
 * @example
 * const rules = keepOnly(['context.traits.country', 'properties.items.*.kind']);
 * const items = [{ kind: 'MessageToOperator', body: 'Hi' }];
 * const visitor = { id: 'v1', fullName: 'Bob', country: 'France' };
 * const [track] = transformOlark({ kind: 'Conversation', items, visitor }, { rules });
 * track.context.traits; // { country: 'France' }
 * track.properties; // { items: [{ kind: 'MessageToOperator' }] }
 */
export function keepOnly(paths: readonly string[]): MappingRule[] {
  const kept = [...CONSTANTS, ...parsePaths(paths)];
  return PLACES.map((place) => {
    const inPlace = below(kept, place);
    return {
      to: place,
      event: 'all',
      via: (value: unknown) => prune(value, inPlace) ?? (place === 'name' ? null : {}),
    };
  });
}

function parsePaths(paths: unknown): Path[] {
  try {
    if (!Array.isArray(paths)) throw invalidOption('paths', 'must be an array');
    return Array.from(paths, parseOne);
  } catch (thrown) {
    throw toPayloadError(thrown, 'paths');
  }
}

function parseOne(path: unknown, position: number): Path {
  const option = `paths[${String(position)}]`;
  if (typeof path !== 'string') throw invalidOption(option, 'must be a string');
  const steps = parsePath(path);
  if (!steps || steps.some((step) => UNSAFE_KEYS.has(String(step)))) {
    throw invalidOption(option, `must be a path such as \`properties.items.*.kind\`, not \`${path}\``);
  }
  if (!PLACES.some((place) => place === steps[0])) {
    const places = '`context`, `traits`, `properties` or `name`';
    throw invalidOption(option, `must lead into ${places}, which \`${path}\` does not`);
  }
  // The place `[0]` is the same as `.0`.
  return steps.map((step) => (step === EVERY ? step : String(step)));
}

/** What the paths that lead through a field say about the inside of it; an empty path keeps all of it. */
function below(paths: readonly Path[], field: string): readonly Path[] {
  return paths.filter(([step]) => step === EVERY || step === field).map((path) => path.slice(1));
}

/** What stays of a value; `undefined` if nothing does. It goes no deeper than the longest path. */
function prune(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return undefined;
  const data = toData(value);
  if (paths.some((path) => path.length === 0)) return data;
  if (typeof data === 'string') return writeJsonText(prune(parseJsonText(data), paths));
  if (Array.isArray(data)) return pruneList(data, paths);
  return isRecord(data) ? pruneRecord(data, paths) : undefined;
}

function pruneList(list: readonly unknown[], paths: readonly Path[]): unknown[] | undefined {
  assertListable(list);
  const pruned = Array.from(list, (element, position) => prune(element, below(paths, String(position))));
  const rest = pruned.filter((element) => element !== undefined);
  return rest.length > 0 ? rest : undefined;
}

function pruneRecord(record: UnknownRecord, paths: readonly Path[]): UnknownRecord | undefined {
  const rest: UnknownRecord = {};
  for (const key of Object.keys(record)) {
    if (UNSAFE_KEYS.has(key)) continue;
    const field = prune(record[key], below(paths, key));
    if (field !== undefined) setOwn(rest, key, field);
  }
  return isEmpty(rest) ? undefined : rest;
}
