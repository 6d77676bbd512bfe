import { unserializable } from './errors.js';

/** More than any JSON text can hold: a string has at most 2^29 characters. */
const LONGEST_LIST = 2 ** 28;

/**
 * Refuses a list that says it is longer than it can be, before anything goes through it.
 *
 * @throws OlarkPayloadError `OLARK_UNSERIALIZABLE`.
 */
export function assertListable(list: readonly unknown[]): void {
  if (!isListable(list)) throw unserializable();
}

/** Whether a list is as long as a list can be, and not longer. */
export function isListable(list: readonly unknown[]): boolean {
  return list.length <= LONGEST_LIST;
}
