/**
 * `olark-to-rudderstack/privacy`: rules that keep personal data out of the events. Put them last in the array of rules.
 */
export { hashedUserId } from './privacy/hashed-user-id.js';
export { IMPERSONAL_FIELDS } from './privacy/impersonal-fields.js';
export { keepOnly } from './privacy/keep-only.js';
export { maskEmails } from './privacy/mask-emails.js';
export { maskText } from './privacy/mask-text.js';
// The types that these name, so that a program that imports nothing else can emit declarations.
export type { MappingRule, RuleFunction, RuleResult } from './options.js';
