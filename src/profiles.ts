import { browserAndOs, browserAndWholeOs, rawUserAgents } from './mappers/browser-os.js';
import { conversation, conversationIp, remainingConversationFields } from './mappers/conversation.js';
import { groups, remainingGroupFields, transformerGroups } from './mappers/groups.js';
import { operators, operatorsOnGroups } from './mappers/operators.js';
import { page } from './mappers/page.js';
import { documentedVisitorTraits, remainingVisitorFields, visitorTraits } from './mappers/visitor-traits.js';
import type { IdsMode, MappingRule, Profile } from './options.js';

/** An output contract: a list of rules and two defaults. */
export interface ProfileDefinition {
  /** What goes where. */
  readonly rules: readonly MappingRule[];
  /** Whether an empty string is a value (`true`) or counts as absent. */
  readonly keepsEmptyStrings: boolean;
  /** The ids that events get unless `options.ids` says otherwise. */
  readonly ids: IdsMode;
}

const documented: readonly MappingRule[] = [
  ...conversation,
  ...visitorTraits,
  ...documentedVisitorTraits,
  ...browserAndOs,
  ...page,
  ...operators,
  ...groups,
];

const rudderTransformer: readonly MappingRule[] = [
  ...conversation,
  ...conversationIp,
  ...visitorTraits,
  ...browserAndWholeOs,
  ...page,
  ...operatorsOnGroups,
  ...transformerGroups,
];

const complete: readonly MappingRule[] = [
  ...documented,
  ...rawUserAgents,
  ...remainingConversationFields,
  ...remainingVisitorFields,
  ...remainingGroupFields,
];

/**
 * Every profile by its name.
 *
 * @example
 * profiles.documented.rules.find((rule) => rule.from === 'visitor.region')?.to;
 * // 'context.traits.region'
 */
export const profiles: Readonly<Record<Profile, ProfileDefinition>> = {
  documented: { rules: documented, keepsEmptyStrings: false, ids: 'content' },
  'rudder-transformer': { rules: rudderTransformer, keepsEmptyStrings: true, ids: 'none' },
  complete: { rules: complete, keepsEmptyStrings: false, ids: 'content' },
};
