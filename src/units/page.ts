import { isPresent, isRecord } from '../common/values.js';
import type { OlarkVisitor } from '../olark.js';
import type { RudderPage } from '../rudder.js';

/**
 * The page that the conversation began on and the one that led to the site: `context.page`; `undefined` if neither is
 * known.
 *
 * @example
 * page({ id: 'v1', referrer: 'https://example.com/' }); // { referrer: 'https://example.com/' }
 */
export function page(visitor: OlarkVisitor): RudderPage | undefined {
  return pageOf(visitor, false);
}

/** The same for any profile: `rudder-transformer` keeps empty strings. */
export function pageOf(visitor: OlarkVisitor, keepsEmptyStrings: boolean): RudderPage | undefined {
  if (!isRecord(visitor)) return undefined;
  const { referrer, conversationBeginPage } = visitor;
  let found: RudderPage | undefined;
  if (isPresent(referrer, keepsEmptyStrings)) found = { referrer };
  if (isPresent(conversationBeginPage, keepsEmptyStrings)) (found ??= {}).url = conversationBeginPage;
  return found;
}
