export { transformOlark } from './transform.js';
export type { OlarkPayloadError, OlarkPayloadErrorCode } from './errors.js';
export type {
  OlarkChatFeedback,
  OlarkConversation,
  OlarkGroup,
  OlarkItem,
  OlarkOperator,
  OlarkVisitor,
} from './olark.js';
export type { MappingRule, Profile, TransformOptions } from './options.js';
export type { RudderEvent, RudderGroupEvent, RudderTrackEvent } from './rudder.js';
