import { isObject } from './values.js';

/**
 * What was wrong, for a program to test.
 *
 * - `OLARK_EMPTY_BODY`: undefined, null, an empty or blank string, zero bytes.
 * - `OLARK_INVALID_JSON`: text that should be JSON and is not; `cause` is the parser's error.
 * - `OLARK_MISSING_DATA`: a form or an envelope without its `data` or `request.body`.
 * - `OLARK_NOT_A_CONVERSATION`: an array, a number, a string, … where the conversation belongs, or something
 *   that only leads to it (a Promise, a `Request`, a Lambda event, …); the message says what to pass instead.
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

/**
 * The only error that `transformOlark` throws. It is a type, not a class: test `error.code`, which is the same
 * in every copy of the package. The message never holds a value from the payload.
 *
 * @example
 * try {
 *   transformOlark('');
 * } catch (error) {
 *   const { code, status } = error as OlarkPayloadError;
 *   console.log(code, status);
 * }
 */
export interface OlarkPayloadError extends Error {
  /** The same in every copy of the package. */
  readonly name: 'OlarkPayloadError';
  /** What was wrong, for a program to test. */
  readonly code: OlarkPayloadErrorCode;
  /** The HTTP status to answer with: 400 for a payload, 500 for an option. Koa and RudderStack read it here. */
  readonly status: 400 | 500;
  /** The same as `status`. Express and Fastify read it here. */
  readonly statusCode: 400 | 500;
  /** Where in the payload or the options, for example `visitor.id`; absent where no place applies. */
  readonly path?: string;
  /**
   * The error underneath, where there is one. A JSON parser's error can quote the body, so keep it out of
   * logs where conversations must not be.
   */
  readonly cause?: unknown;
}

/** What `transformOlark` throws. */
export class PayloadError extends Error implements OlarkPayloadError {
  static {
    // On the prototype, so that the stack's first line has it too; on the class for `util.inspect`.
    for (const owner of [this.prototype, this]) {
      Object.defineProperty(owner, 'name', { value: 'OlarkPayloadError' });
    }
  }

  declare readonly name: 'OlarkPayloadError';
  declare readonly code: OlarkPayloadErrorCode;
  declare readonly status: 400 | 500;
  declare readonly statusCode: 400 | 500;
  declare readonly path?: string;
  declare readonly cause?: unknown;

  /** Tells our own errors from any other value, without running code of a hostile one. */
  readonly #isOurs = true;

  static isOurs(error: unknown): error is PayloadError {
    return isObject(error) && #isOurs in error;
  }

  /** `place` is where something was wrong: `payload` as a whole, a field in it or an option. */
  constructor(code: OlarkPayloadErrorCode, place: string, fault: string, cause?: unknown) {
    const isPayload = place === 'payload';
    super(`${isPayload ? 'The payload' : `\`${place}\``} ${fault}.`, cause === undefined ? {} : { cause });
    this.code = code;
    this.status = this.statusCode = code === 'OLARK_INVALID_OPTION' ? 500 : 400;
    if (!isPayload) this.path = place;
  }
}

/** An error that says what an option must be or have. */
export function invalidOption(option: string, fault: string, cause?: unknown): PayloadError {
  return new PayloadError('OLARK_INVALID_OPTION', option, fault, cause);
}

/** What was thrown while something was read: one of our own errors as it is, anything else as the cause of one. */
export function readError(cause: unknown, what: 'payload' | 'options'): PayloadError {
  if (PayloadError.isOurs(cause)) return cause;
  if (what === 'options') return invalidOption(what, 'cannot be read', cause);
  const fault = 'cannot be read; it must be plain data, as JSON makes it';
  return new PayloadError('OLARK_UNSERIALIZABLE', what, fault, cause);
}
