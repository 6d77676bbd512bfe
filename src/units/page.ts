import type { IsValue } from '../common/types.js';
import { isPresent, isRecord } from '../common/values.js';
import type { OlarkInput, OlarkVisitor } from '../olark.js';
import type { RudderPage } from '../rudder.js';

/**
 * The page that the conversation began on and the one that led to the site: `context.page`; `undefined` if neither is
 * known.
 *
 * @example
 * page({ id: 'v1', referrer: 'https://example.com/' }); // { referrer: 'https://example.com/' }
 */
export function page(visitor: OlarkInput<OlarkVisitor>): RudderPage | undefined {
  return pageOf(visitor, isPresent);
}

/** Like {@link page}, for a profile where something else counts as a value: in `rudder-transformer`, an empty string. */
export function pageOf(visitor: OlarkInput<OlarkVisitor>, isValue: IsValue): RudderPage | undefined {
  if (!isRecord(visitor)) return undefined;
  const { referrer, conversationBeginPage } = visitor;
  let found: RudderPage | undefined;
  if (isValue(referrer)) found = { referrer };
  if (isValue(conversationBeginPage)) (found ??= {}).url = conversationBeginPage;
  return found;
}
