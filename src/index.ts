export { transformOlark } from './transform.js';
export type { JsonObject, JsonScalar, JsonValue } from './common/json.js';
export type { OlarkPayloadError, OlarkPayloadErrorCode } from './common/errors.js';
export type {
  OlarkChatFeedback,
  OlarkConversation,
  OlarkGroup,
  OlarkItem,
  OlarkOperator,
  OlarkVisitor,
} from './olark.js';
export type {
  IdsMode,
  MappingRule,
  OptionsWithIds,
  OptionsWithoutIds,
  Profile,
  TransformOptions,
} from './options.js';
export type {
  RudderCommonFields,
  RudderContextTraits,
  RudderConversationFacts,
  RudderConversationProperties,
  RudderEvent,
  RudderGroupCall,
  RudderGroupContext,
  RudderGroupEvent,
  RudderGroupProperties,
  RudderGroupTraits,
  RudderIds,
  RudderIntegration,
  RudderIntegrations,
  RudderLibrary,
  RudderNameVersion,
  RudderPage,
  RudderTrackCall,
  RudderTrackContext,
  RudderTrackEvent,
  RudderVisitorTraits,
  RudderWarehouseIntegration,
} from './rudder.js';
