/**
 * What was wrong, for a program to test. The code is the same in every copy of the package, so test
 * `error.code` rather than `instanceof`.
 *
 * - `OLARK_EMPTY_BODY`: undefined, null, an empty or blank string, zero bytes.
 * - `OLARK_INVALID_JSON`: text that should be JSON and is not; `cause` is the parser's error.
 * - `OLARK_MISSING_DATA`: a form or an envelope without its `data` or `request.body`.
 * - `OLARK_NOT_A_CONVERSATION`: an array, a number, a string, … where the conversation belongs.
 * - `OLARK_MISSING_FIELD`: no usable `kind` or `visitor.id`; `path` says which.
 * - `OLARK_INVALID_FIELD`: `visitor` or `groups` of the wrong kind; `path` says which.
 * - `OLARK_UNSERIALIZABLE`: the payload is not plain data (a cycle, a BigInt, nesting too deep to hash, a
 *   property that throws when it is read); `cause` is what was thrown, if anything was.
 * - `OLARK_INVALID_OPTION`: an unknown profile, ids mode or rule; `path` says which option.
 */
export type OlarkPayloadErrorCode =
  | 'OLARK_EMPTY_BODY'
  | 'OLARK_INVALID_JSON'
  | 'OLARK_MISSING_DATA'
  | 'OLARK_NOT_A_CONVERSATION'
  | 'OLARK_MISSING_FIELD'
  | 'OLARK_INVALID_FIELD'
  | 'OLARK_UNSERIALIZABLE'
  | 'OLARK_INVALID_OPTION';

/** The only error that `transformOlark` throws. Its message never holds a value from the payload. */
export class OlarkPayloadError extends Error {
  static {
    // On the prototype, so that the stack's first line has it too.
    Object.defineProperty(this.prototype, 'name', { value: 'OlarkPayloadError' });
  }

  /** The same in every copy of the package. */
  declare readonly name: 'OlarkPayloadError';

  /** What was wrong, for a program to test. */
  readonly code: OlarkPayloadErrorCode;

  /** Where in the payload or the options, for example `visitor.id`; absent where no place applies. */
  declare readonly path?: string;

  /**
   * The error underneath, where there is one. A JSON parser's error can quote the body, so do not log
   * it where conversations must not be logged.
   */
  declare readonly cause?: unknown;

  constructor(
    code: OlarkPayloadErrorCode,
    message: string,
    details: { readonly path?: string; readonly cause?: unknown } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    if (details.path !== undefined) this.path = details.path;
  }
}
