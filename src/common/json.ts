import { unserializable } from './errors.js';

/** A JSON object: what `JSON.parse` makes of `{…}`. */
export interface JsonObject {
  [field: string]: JsonValue | undefined;
}

/**
 * A JSON value. A list directly inside a list is not allowed: Olark sends none, and the types of RudderStack's clients
 * accept none.
 */
export type JsonValue = JsonScalar | JsonObject | (JsonScalar | JsonObject)[];

/** A JSON value that is neither an object nor a list. */
export type JsonScalar = string | number | boolean | null;

/** A JSON value that nobody changes, such as one that is declared `as const`. */
export type JsonConstant =
  JsonScalar | readonly JsonConstant[] | { readonly [field: string]: JsonConstant | undefined };

/** How deep data is followed: deeper than any conversation, and not too deep for the stack of any runtime. */
export const MAX_DEPTH = 1000;

/**
 * Writes a value of the payload with `JSON.stringify`.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE` for a cycle, a BigInt or a `toJSON` that throws. It has no cause,
 * because the errors of `JSON.stringify` name the payload's fields.
 */
export function stringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw unserializable();
  }
}
