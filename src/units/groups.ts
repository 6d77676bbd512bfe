import { isPresent, isRecord } from '../common/values.js';
import type { OlarkGroup, OlarkInput } from '../olark.js';
import type { RudderGroupProperties, RudderGroupTraits } from '../rudder.js';

/**
 * What the group is called: `traits` of a group event.
 *
 * @example
 * groupTraits({ id: 'g1', kind: 'Group', name: 'Sales' }); // { name: 'Sales' }
 */
export function groupTraits(group: OlarkInput<OlarkGroup>): RudderGroupTraits {
  return isRecord(group) && isPresent(group.name) ? { name: group.name } : {};
}

/**
 * What kind of group it is: `properties` of a group event; `undefined` if that is not known.
 *
 * @example
 * groupProperties({ id: 'g1', kind: 'Group', name: 'Sales' }); // { kind: 'Group' }
 */
export function groupProperties(group: OlarkInput<OlarkGroup>): RudderGroupProperties | undefined {
  return isRecord(group) && isPresent(group.kind) ? { kind: group.kind } : undefined;
}
