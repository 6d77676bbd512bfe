export { transformOlark } from './transform.js';
export type { IdsMode, Profile } from './choices.js';
export type { JsonConstant, JsonObject, JsonScalar, JsonValue } from './common/json.js';
export type { OlarkPayloadError, OlarkPayloadErrorCode } from './common/errors.js';
// The whole module, because only then can callers augment `OlarkCustomFields`.
export * from './olark.js';
export type {
  EventPath,
  IdsOf,
  MappingRule,
  ProfileOf,
  RuleFunction,
  RuleResult,
  TransformOptions,
} from './options.js';
export type {
  RudderEvent,
  RudderEvents,
  RudderGroupEvent,
  RudderIdentifyEvent,
  RudderTrackEvent,
} from './rudder.js';
