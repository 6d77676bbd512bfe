/**
 * What was wrong, for a program to test.
 *
 * - `OLARK_EMPTY_BODY`: undefined, null, an empty or blank string, zero bytes.
 * - `OLARK_INVALID_JSON`: text that should be JSON and is not.
 * - `OLARK_MISSING_DATA`: a form or a source request without its `data` or `request.body`.
 * - `OLARK_NOT_A_CONVERSATION`: a list, a number or a string in place of the conversation, or an object that has to be
 *   read first (a Promise, a `Request`, a Lambda event, …); the message says what to pass instead.
 * - `OLARK_MISSING_FIELD`: no usable `kind` or `visitor.id`; `path` says which.
 * - `OLARK_INVALID_FIELD`: `visitor` is not an object.
 * - `OLARK_UNSERIALIZABLE`: the payload is not plain data (a cycle, a BigInt, nesting too deep to hash, a getter
 *   that throws).
 * - `OLARK_INVALID_OPTION`: an unknown option, profile, ids mode or rule; or a rule that failed, because its `via`
 *   threw or returned a value that its target cannot take. `path` says which.
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
 * The only error that this library throws. It is a type, not a class: to tell it from other errors, call
 * `isOlarkPayloadError` from `olark-to-rudderstack/mappers`. Its message holds no value from the payload. Its `cause`
 * is what the caller's own code threw, so it may hold one.
 *
 * @example
 * try {
 *   transformOlark('');
 * } catch (error) {
 *   if (isOlarkPayloadError(error)) console.log(error.code, error.status); // OLARK_EMPTY_BODY 400
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
  /** Where the problem is in the payload or the options, for example `visitor.id`; absent if no path applies. */
  readonly path?: string;
  /** What the caller's own code (a `via` or a getter) threw; absent otherwise. */
  readonly cause?: unknown;
}

/**
 * The errors that this copy of the library made. To look one up runs no code of the value that is looked up, which may
 * be hostile. A private field would do that too, but its declaration does not compile for `ES5`.
 */
const ours = /* @__PURE__ */ new WeakSet();

/** The error that this library throws. */
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

  static isOurs(error: unknown): error is PayloadError {
    // `has` is false for anything but an object, and throws for nothing.
    return ours.has(error as object);
  }

  /** `path` says where the problem is: `payload` as a whole, a field in it or an option. */
  constructor(code: OlarkPayloadErrorCode, path: string, problem: string, cause?: unknown) {
    const isPayload = path === 'payload';
    super(`${isPayload ? 'The payload' : `\`${path}\``} ${problem}.`, cause === undefined ? {} : { cause });
    this.code = code;
    this.status = this.statusCode = code === 'OLARK_INVALID_OPTION' ? 500 : 400;
    if (!isPayload) this.path = path;
    ours.add(this);
  }
}

/** An error that says what an option must be or have. */
export function invalidOption(option: string, problem: string, cause?: unknown): PayloadError {
  return new PayloadError('OLARK_INVALID_OPTION', option, problem, cause);
}

/** An error that says that the payload is not plain data. */
export function unserializable(cause?: unknown): PayloadError {
  const problem = 'must be JSON data, at most 1,000 levels deep';
  return new PayloadError('OLARK_UNSERIALIZABLE', 'payload', problem, cause);
}

/**
 * Returns our own errors as they are, and wraps anything else that was thrown while the payload or an argument that
 * stands for options was read.
 */
export function toPayloadError(thrown: unknown, source: 'payload' | 'options' | 'paths'): PayloadError {
  if (PayloadError.isOurs(thrown)) return thrown;
  const cause = causeOf(thrown);
  return source === 'payload' ? unserializable(cause) : invalidOption(source, 'cannot be read', cause);
}

/**
 * Returns what was thrown while a value was read, to keep it as a `cause`; `undefined` for what the platform throws
 * about a hostile value (a revoked Proxy, a detached buffer, a list that is too long), which can name the payload's
 * fields.
 */
export function causeOf(thrown: unknown): unknown {
  try {
    return thrown instanceof TypeError || thrown instanceof RangeError ? undefined : thrown;
  } catch {
    // It is hostile itself, and so not the platform's.
    return thrown;
  }
}

/**
 * Whether this library threw an error, even if another copy of the package made it.
 *
 * @example
 * isOlarkPayloadError(new Error('ECONNREFUSED')); // false
 */
export function isOlarkPayloadError(error: unknown): error is OlarkPayloadError {
  if (PayloadError.isOurs(error)) return true;
  try {
    const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
    return name === 'OlarkPayloadError' && typeof code === 'string' && code.startsWith('OLARK_');
  } catch {
    return false;
  }
}
