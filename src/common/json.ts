import { unserializable } from './errors.js';

/** A JSON object: what `JSON.parse` makes of `{…}`. */
export interface JsonObject {
  [field: string]: JsonValue | undefined;
}

/**
 * A JSON value. A list directly inside a list is left out: Olark sends none, and the types of RudderStack's
 * clients take none.
 */
export type JsonValue = JsonScalar | JsonObject | (JsonScalar | JsonObject)[];

/** A JSON value that is neither an object nor a list. */
export type JsonScalar = string | number | boolean | null;

/**
 * What `JSON.stringify` writes of a value of the payload.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a cycle, a BigInt or a `toJSON` that throws. It has no cause:
 * what `JSON.stringify` throws names the payload's fields.
 */
export function stringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw unserializable();
  }
}
