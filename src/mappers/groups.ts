import type { MappingRule } from '../options.js';

/** Whom a group event is about. Part of every profile. */
const identity: readonly MappingRule[] = [
  { from: 'visitor.id', to: 'userId', event: 'group' },
  { from: 'group.id', to: 'groupId', event: 'group' },
];

/** Group events as RudderStack documents them. Profiles `documented` and `complete`. */
export const groups: readonly MappingRule[] = [
  ...identity,
  { from: 'group.kind', to: 'properties.kind', event: 'group' },
  { from: 'group.name', to: 'traits.name', event: 'group' },
];

/** Group events as RudderStack's transformer emits them. Profile `rudder-transformer`. */
export const transformerGroups: readonly MappingRule[] = [
  ...identity,
  { from: 'group.kind', to: 'traits.kind', event: 'group' },
  { from: 'group.name', to: 'name', event: 'group' },
];

/**
 * Every other field of a group, and all groups on the track event, so that one without a usable id is
 * not lost. Profile `complete`.
 */
export const remainingGroupFields: readonly MappingRule[] = [
  { from: 'groups', to: 'properties.groups' },
  { from: 'group.*', to: 'traits.*', event: 'group' },
];
