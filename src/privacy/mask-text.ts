import { invalidOption } from '../common/errors.js';
import { isRecord, type UnknownRecord } from '../common/values.js';
import type { MappingRule } from '../options.js';
import { ignoreRejections } from '../rules/json-data.js';
import { maskValue } from './mask-value.js';
import { PLACES } from './places.js';

/**
 * Rules that change every text in `context`, `traits`, `properties` and a group's `name`: values, and names of fields.
 * Text that is JSON is changed inside. Ids, the event's name, `context.library` and `context.integration` stay as they
 * are.
 *
 * If the names of two fields become the same, the second gets a number: `[card]`, `[card]_2`.
 *
 * @param mask Returns a text to set in place of the one that it gets. It is called for names such as `chat_feedback`
 * too, and not for numbers.
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` if `mask` is not a function. If it throws, or returns anything but a
 * string, `transformOlark` throws and returns no event.
 *
 * @example
 * const rules = maskText((text) => text.replace(/\b\d{16}\b/g, '[card]'));
 * const items = [{ kind: 'MessageToOperator', body: 'It is 4111111111111111.' }];
 * const [track] = transformOlark({ kind: 'Conversation', items, visitor: { id: 'v1' } }, { rules });
 * track.properties; // { items: [{ kind: 'MessageToOperator', body: 'It is [card].' }] }
 */
export function maskText(mask: (text: string) => string): MappingRule[] {
  if (typeof mask !== 'function') throw invalidOption('mask', 'must be a function');
  const checked = (text: string) => {
    const masked: unknown = mask(text);
    if (typeof masked === 'string') return masked;
    ignoreRejections(masked);
    throw invalidOption('mask', 'must return a string');
  };
  return PLACES.map((place) => ({
    to: place,
    event: 'all',
    via: (value: unknown) =>
      place === 'context' && isRecord(value)
        ? maskContext(value, checked)
        : (maskValue(value, checked) ?? null),
  }));
}

/** RudderStack expects three fields of `context` under their names, two of them with constants inside. */
function maskContext(context: UnknownRecord, mask: (text: string) => string): UnknownRecord {
  const { library, integration, traits, ...others } = context;
  const masked = maskValue(others, mask) as UnknownRecord;
  return { ...masked, library, integration, traits: maskValue(traits, mask) };
}
