/** The error as a program sees it. Compiled, never run. */
import { type OlarkPayloadError, transformOlark } from 'olark-to-rudderstack';
import { isOlarkPayloadError } from 'olark-to-rudderstack/mappers';

try {
  transformOlark('');
} catch (error) {
  if (isOlarkPayloadError(error)) isSame<typeof error.status, 400 | 500>(true);
}

/** Every code has its answer, so that nothing is returned after the switch. */
export function answerTo({ code, path = '' }: OlarkPayloadError): string {
  switch (code) {
    case 'OLARK_EMPTY_BODY':
    case 'OLARK_INVALID_JSON':
    case 'OLARK_MISSING_DATA':
    case 'OLARK_NOT_A_CONVERSATION':
    case 'OLARK_MISSING_FIELD':
    case 'OLARK_INVALID_FIELD':
    case 'OLARK_UNSERIALIZABLE':
    case 'OLARK_INVALID_OPTION':
      return path;
  }
}

declare const error: OlarkPayloadError;
// @ts-expect-error TS2540: Cannot assign to 'code' because it is a read-only property.
error.code = 'OLARK_EMPTY_BODY';
