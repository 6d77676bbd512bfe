import {
  type OlarkPayloadError,
  type OlarkPayloadErrorCode,
  type RudderEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';

/** The codes of what can be wrong with a payload. */
const CODES: readonly (OlarkPayloadErrorCode | undefined)[] = [
  'OLARK_EMPTY_BODY',
  'OLARK_INVALID_JSON',
  'OLARK_MISSING_DATA',
  'OLARK_NOT_A_CONVERSATION',
  'OLARK_MISSING_FIELD',
  'OLARK_INVALID_FIELD',
  'OLARK_UNSERIALIZABLE',
];

/** The events for a payload, or the code of the contract's error; anything else is thrown on. */
export function outcomeOf(payload: unknown, options: TransformOptions): RudderEvent[] | string {
  try {
    return transformOlark(payload, options);
  } catch (error) {
    const { name, code } = error as Partial<OlarkPayloadError>;
    if (name !== 'OlarkPayloadError' || code === undefined || !CODES.includes(code)) throw error;
    return code;
  }
}
