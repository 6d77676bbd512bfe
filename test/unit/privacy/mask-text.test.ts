import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { maskText } from '../../../src/privacy.js';
import { deepFreeze, thrownBy } from '../../support/values.js';

const rules = maskText((text) => text.replaceAll('Bob', 'X'));

describe('maskText', () => {
  it.each<{ name: string; event: object; becomes: object }>([
    {
      name: 'changes values and names of fields, and no id, name of an event or constant',
      event: {
        type: 'track',
        event: 'Bob',
        userId: 'Bob',
        context: {
          library: { name: 'Bob' },
          integration: { name: 'Bob' },
          traits: { Bob: 'Hi Bob' },
          Bob: 1,
        },
        traits: { Bob: 'Bob' },
        properties: { a: 'Bob', b: { Bob: ['Bob', { c: 'Bob, Bob' }] } },
        integrations: { Bob: false },
      },
      becomes: {
        type: 'track',
        event: 'Bob',
        userId: 'Bob',
        context: { library: { name: 'Bob' }, integration: { name: 'Bob' }, traits: { X: 'Hi X' }, X: 1 },
        traits: { X: 'X' },
        properties: { a: 'X', b: { X: ['X', { c: 'X, X' }] } },
        integrations: { Bob: false },
      },
    },
    {
      name: 'changes group events, and the name of the group',
      event: { type: 'group', groupId: 'Bob', name: 'Bob', traits: { name: 'Bob' } },
      becomes: { type: 'group', groupId: 'Bob', name: 'X', traits: { name: 'X' } },
    },
    {
      name: 'removes a name that no event can hold',
      event: { type: 'group', name: 1n, traits: {} },
      becomes: { type: 'group', traits: {} },
    },
    {
      name: 'changes JSON text inside, also if it is in JSON text or has white space before it',
      event: {
        properties: { a: String.raw`{"Bob":"B\u006fb","b":"[\"Bob\"]"}`, b: ' [1, "Bob"]', c: '"Bob"' },
      },
      becomes: { properties: { a: String.raw`{"X":"X","b":"[\"X\"]"}`, b: '[1,"X"]', c: '"X"' } },
    },
    {
      name: 'leaves nothing of JSON text in which a key stands twice',
      event: { properties: { a: '{"a":"Bob","a":1}', b: String.raw`[{"\"":{"b":"B\u006fb"},"\"":"x"}]` } },
      becomes: { properties: { a: '{"a":1}', b: String.raw`[{"\"":"x"}]` } },
    },
    {
      name: 'leaves JSON text in which nothing changes as it was written',
      event: { properties: { a: '{ "n": 1.0, "big": 12345678901234567890 }' } },
      becomes: { properties: { a: '{ "n": 1.0, "big": 12345678901234567890 }' } },
    },
    {
      name: 'changes text that looks like JSON and is not',
      event: { properties: { a: '{"name":"Bob"', b: '[Bob]', c: '"Bob', d: '{' } },
      becomes: { properties: { a: '{"name":"X"', b: '[X]', c: '"X', d: '{' } },
    },
    {
      name: 'leaves numbers, booleans, null and what is empty',
      event: { properties: { a: 1.5, b: false, c: [null], d: {}, e: [] } },
      becomes: { properties: { a: 1.5, b: false, c: [null], d: {}, e: [] } },
    },
    {
      name: 'keeps both of two fields whose names become the same',
      event: { properties: { more: { X: 1, Bob: 2, BobBob: 3, X_2: 4, XBob: 5 } } },
      becomes: { properties: { more: { X: 1, X_2: 2, XX: 3, X_2_2: 4, XX_2: 5 } } },
    },
    {
      name: 'copies no field through which a prototype could be reached',
      event: JSON.parse(
        '{"properties":{"a":{"__proto__":"Bob","constructor":"Bob","toString":"Bob"}}}',
      ) as object,
      becomes: { properties: { a: { toString: 'X' } } },
    },
    {
      name: 'leaves out what JSON does not have',
      event: {
        properties: {
          a: new Date(0),
          b: () => 'Bob',
          c: [1n, 'Bob', undefined],
          d: new URL('https://b.example'),
        },
      },
      becomes: { properties: { a: {}, c: ['X'], d: {} } },
    },
  ])('$name', ({ event, becomes }) => {
    expect(applyRules(rules, {}, { event: deepFreeze(event) })).toStrictEqual(becomes);
  });

  it('leaves the places that RudderStack needs, whatever the mask makes of their names', () => {
    const all = maskText(() => '***');
    const event = {
      context: { library: { name: 'a' }, traits: { name: 'Bob' } },
      properties: { a: 1, b: 2 },
    };
    expect(applyRules(all, {}, { event })).toStrictEqual({
      context: { library: { name: 'a' }, traits: { '***': '***' } },
      properties: { '***': 1, '***_2': 2 },
    });
  });

  it('keeps a field with the name of an inherited one that cannot be overwritten', () => {
    Reflect.defineProperty(Object.prototype, 'inherited', { value: 'x', configurable: true });
    try {
      const event = { properties: { more: { inherited: 'Bob' } } };
      expect(applyRules(rules, {}, { event })).toStrictEqual({ properties: { more: { inherited: 'X' } } });
    } finally {
      Reflect.deleteProperty(Object.prototype, 'inherited');
    }
  });

  it('makes no name through which a prototype could be reached', () => {
    const event = { properties: { more: { Bob: 'Bob' } } };
    const masked = applyRules(
      maskText(() => '__proto__'),
      {},
      { event },
    );
    expect(masked).toStrictEqual({ properties: {} });
  });

  it('passes on by reference what it does not change', () => {
    const items = [{ kind: 'MessageToOperator', body: 'Hi' }];
    const payload = { kind: 'Conversation', items, tags: ['Bob'], visitor: { id: 'v1' } };
    const [track] = transformOlark(payload, { rules });
    expect(track.properties.items).toBe(items);
    expect(track.properties.tags).toStrictEqual(['X']);
  });

  it('leaves out a field that leads back to what is around it', () => {
    const fields: Record<string, unknown> = { name: 'Bob' };
    fields['self'] = fields;
    fields['list'] = [fields, 'Bob', { fields }];
    const payload = { kind: 'Conversation', visitor: { id: 'v1', customFields: fields } };
    const [track] = transformOlark(payload, { profile: 'complete', ids: 'none', rules });
    expect(track.context.traits.customFields).toStrictEqual({ name: 'X', list: ['X', {}] });
  });

  it('calls the mask once for a text in an object that stands in many places', () => {
    let calls = 0;
    const counting = maskText((text) => {
      calls += text === 'Bob' ? 1 : 0;
      return text;
    });
    let shared: object = { name: 'Bob' };
    for (let level = 0; level < 50; level += 1) shared = { a: shared, b: shared };
    applyRules(counting, {}, { event: { properties: { shared } } });
    expect(calls).toBe(1);
  });

  it('leaves out what is deeper than 1,000 levels, also in JSON text', () => {
    const deep = `${'['.repeat(100_000)}"Bob"${']'.repeat(100_000)}`;
    const event = { properties: { object: JSON.parse(deep) as unknown, text: deep } };
    const masked = applyRules(rules, {}, { event }) as { properties: Record<string, unknown> };
    expect(JSON.stringify(masked)).not.toContain('Bob');
    expect(JSON.stringify(masked.properties['text'])).toHaveLength(2 * 999 + 2);
  });

  it.each([
    { what: 'undefined', mask: () => undefined },
    { what: 'null', mask: () => null },
    { what: 'a number', mask: () => 7 },
    { what: 'a Promise that is refused', mask: () => Promise.reject(new Error('no')) },
  ])('gives no event if the mask returns $what', ({ mask }) => {
    const broken = maskText(mask as unknown as (text: string) => string);
    const error = thrownBy(() => applyRules(broken, {}, { event: { properties: { a: 'Bob' } } }));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', path: 'options.rules[2]' });
    expect((error as Error).cause).toMatchObject({ message: '`mask` must return a string.' });
  });

  it('refuses a mask that is no function', () => {
    const error = thrownBy(() => maskText('Bob' as unknown as () => string));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', message: '`mask` must be a function.' });
  });

  it('refuses an event whose context is no object', () => {
    const error = thrownBy(() => applyRules(rules, {}, { event: { context: 'Bob' } }));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION' });
  });
});
