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
