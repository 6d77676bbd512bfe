import { has, isRecord } from '../common/values.js';
import type { OlarkOperator } from '../olark.js';

/**
 * The operators as a list, in the order sent, each with its `id`; what is no object by operator id is given
 * back as it is. The list is new; an operator that has its `id` is passed on by reference.
 *
 * @example
 * operatorList({ 98: { nickname: 'Mika' } }); // [{ id: '98', nickname: 'Mika' }]
 */
export function operatorList(operators: Record<string, OlarkOperator>): OlarkOperator[] {
  if (!isRecord(operators)) return operators;
  return Object.keys(operators).map((id) => withId(operators[id], id));
}

function withId(operator: OlarkOperator | undefined, id: string): OlarkOperator {
  if (!isRecord(operator)) return has(operator) ? { id, value: operator } : { id };
  return has(operator.id) ? operator : { ...operator, id };
}
