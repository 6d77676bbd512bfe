import type { MappingRule } from '../options.js';

/** The operators, on the track event. Profiles `documented` and `complete`. */
export const operators: readonly MappingRule[] = [{ from: 'operators', to: 'properties.operators' }];

/** The operators, on every group event. Profile `rudder-transformer`. */
export const operatorsOnGroups: readonly MappingRule[] = [
  { from: 'operators', to: 'traits.operators', event: 'group' },
];
