import { type EmptyStrings, has, isRecord } from '../common/values.js';
import type { OlarkVisitor } from '../olark.js';
import type { RudderPage } from '../rudder.js';

/**
 * The page that the conversation began on and the one before it: `context.page`; `undefined` where neither is
 * known.
 *
 * @example
 * page({ id: 'v1', referrer: 'https://example.com/' }); // { referrer: 'https://example.com/' }
 */
export function page(visitor: OlarkVisitor, emptyStrings?: EmptyStrings): RudderPage | undefined {
  if (!isRecord(visitor)) return undefined;
  const { referrer, conversationBeginPage } = visitor;
  let found: RudderPage | undefined;
  if (has(referrer, emptyStrings)) found = { referrer };
  if (has(conversationBeginPage, emptyStrings)) (found ??= {}).url = conversationBeginPage;
  return found;
}
