import { unserializable } from '../common/errors.js';
import { stringify } from '../common/json.js';
import { isEmpty, isObject, isRecord, type UnknownRecord } from '../common/values.js';
import { freeNames } from './free-names.js';

/** What `JSON.stringify` writes for {@link UNREADABLE}; text that only looks like it is found too. */
const MAY_BE_UNREADABLE = /\\u(?:0000|d[89a-f])/;

/** NUL and lone surrogates. Postgres and other parsers refuse JSON that holds them. */
const UNREADABLE = /[\0\p{Surrogate}]/gu;

/**
 * Writes an object or a list as JSON text, for a column; `undefined` for an empty one and for anything else. A lone
 * surrogate and NUL become U+FFFD, also in keys. A key that another has by this gets a number.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a cycle, a BigInt or a `toJSON` that throws.
 *
 * @example
 * jsonText({ plan: 'gold' }); // '{"plan":"gold"}'
 * jsonText({ note: 'cut \ud83d' }); // '{"note":"cut \ufffd"}'
 */
export function jsonText(value: unknown): string | undefined {
  if (!isObject(value) || isEmpty(value)) return undefined;
  const text = stringify(value);
  return MAY_BE_UNREADABLE.test(text) ? readableJson(text) : text;
}

function readableJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text, withReadableText));
  } catch {
    // It is nested too deep to walk through.
    throw unserializable();
  }
}

/** Makes the text in one value of the JSON readable; `JSON.parse` calls it for all of them, from the inside out. */
function withReadableText(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return readable(value);
  return isRecord(value) ? withReadableKeys(value) : value;
}

function withReadableKeys(fields: UnknownRecord): UnknownRecord {
  const keys = Object.keys(fields);
  const unreadableKeys = keys.filter((key) => readable(key) !== key);
  if (unreadableKeys.length === 0) return fields;
  const names = freeNames(unreadableKeys, readable, (name) => Object.hasOwn(fields, name));
  const renamed = Object.create(null) as UnknownRecord;
  for (const key of keys) renamed[names.get(key) ?? key] = fields[key];
  return renamed;
}

function readable(text: string): string {
  return text.replace(UNREADABLE, '\ufffd');
}
