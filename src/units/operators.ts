import { isPresent, isRecord, toId } from '../common/values.js';
import type { OlarkInput, OlarkOperator } from '../olark.js';

/**
 * The operators as a list, in JavaScript's order of keys, each with an `id`: its own or, if it has none, its key. An
 * operator that is not an object, or whose own id is not usable, becomes `{ id, value }`. The list is new, but an
 * operator with an `id` is passed on by reference, and so is a list. `undefined` if there are none. Profile
 * `warehouse`.
 *
 * @example
 * operatorList({ 98: { nickname: 'Mika' } }); // [{ nickname: 'Mika', id: '98' }]
 */
export function operatorList(
  operators:
    OlarkInput<Record<string, OlarkOperator>> | readonly OlarkInput<OlarkOperator>[] | null | undefined,
): OlarkOperator[] | undefined {
  const list = isRecord(operators)
    ? Object.keys(operators).map((id) => withId(operators[id], id))
    : operators;
  return Array.isArray(list) && list.length > 0 ? list : undefined;
}

function withId(operator: OlarkOperator | undefined, id: string): OlarkOperator {
  if (!isPresent(operator)) return { id };
  if (!isRecord(operator)) return { id, value: operator };
  if (toId(operator.id) !== undefined) return operator;
  return isPresent(operator.id) ? { id, value: operator } : { ...operator, id };
}
