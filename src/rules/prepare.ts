import { invalidOption } from '../common/errors.js';
import { isListable } from '../common/lists.js';
import { type PreparedRule, prepareRule } from './prepare-rule.js';

/** The arrays of rules that were prepared, each with the rules that it held then. */
const preparedBefore = new WeakMap<readonly unknown[], { rules: unknown[]; prepared: PreparedRule[] }>();

/**
 * Checks and prepares an array of rules: once, and again if its elements changed.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe.
 */
export function prepareRules(candidate: unknown): readonly PreparedRule[] {
  if (!Array.isArray(candidate) || !isListable(candidate)) {
    throw invalidOption('options.rules', 'must be an array');
  }
  const array: readonly unknown[] = candidate;
  const before = preparedBefore.get(array);
  if (before?.rules.length === array.length && before.rules.every((rule, index) => rule === array[index])) {
    return before.prepared;
  }
  const rules = [...array];
  const prepared = rules.map(prepareRule);
  preparedBefore.set(array, { rules, prepared });
  return prepared;
}
