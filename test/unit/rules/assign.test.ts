// oxlint-disable max-classes-per-file -- instances of several kinds are what this is about
import { describe, expect, it, vi } from 'vitest';

import type { MappingRule } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { conversationWith, deepFreeze, refusal, revokedProxy, thrownBy } from '../../support/values.js';

/** An event in which each object that RudderStack needs holds something. */
const event = deepFreeze({
  type: 'track',
  event: 'Conversation',
  userId: 'v1',
  context: {
    library: { name: 'unknown' },
    integration: { name: 'Olark' },
    traits: { email: 'old', plan: 'gold' },
    page: { url: 'https://example.com' },
  },
  traits: { email: 'old', plan: 'gold' },
  properties: { email: 'old', plan: 'gold' },
  integrations: { email: 'old', plan: 'gold' },
});
const { context } = event;

/** What a rule makes of the event. `sent` is what the conversation has at `sent`. */
function made(rule: MappingRule, sent: unknown = 'x', start: object = event): Record<string, unknown> {
  return applyRules([rule], deepFreeze(conversationWith({ sent })), { event: start });
}

/** The rule returns something that is not what TypeScript would allow. */
function returns(value: unknown): NonNullable<MappingRule['via']> {
  return () => value as string;
}

const REFUSED = ['OLARK_INVALID_OPTION', 'options.rules[0]'];

class Box {
  readonly a = 1;
}

describe('an id', () => {
  it.each([
    { name: 'a string', given: 'x', becomes: 'x' },
    { name: 'a number, as a string', given: 0, becomes: '0' },
    { name: 'a string with white space around it', given: ' x ', becomes: ' x ' },
  ])('takes $name', ({ given, becomes }) => {
    expect(made({ to: 'userId', via: returns(given) })).toStrictEqual({ ...event, userId: becomes });
    expect(made({ to: 'event', value: given })).toStrictEqual({ ...event, event: becomes });
    expect(made({ to: 'userId', from: 'sent' }, given)).toStrictEqual({ ...event, userId: becomes });
  });

  it.each([
    { name: 'null', given: null },
    { name: 'an empty string', given: '' },
    { name: 'a blank string', given: ' \u200b' },
    { name: 'a boolean', given: false },
    { name: 'NaN', given: NaN },
    { name: 'a BigInt', given: 1n },
    { name: 'a list', given: ['x'] },
    { name: 'an object', given: { id: 'x' } },
    { name: 'a function', given: () => 'x' },
    { name: 'a Date', given: new Date(0) },
  ])('does not take $name: `via` fails, and the data of a payload set nothing', ({ given }) => {
    expect(refusal(() => made({ to: 'userId', via: returns(given) }))).toStrictEqual(REFUSED);
    expect(made({ to: 'userId', from: 'sent' }, given)).toStrictEqual(event);
  });
});

describe.each([
  { to: 'traits', withObject: (traits: object) => ({ ...event, traits }) },
  { to: 'properties', withObject: (properties: object) => ({ ...event, properties }) },
  { to: 'integrations', withObject: (integrations: object) => ({ ...event, integrations }) },
  {
    to: 'context.traits',
    withObject: (traits: object) => ({ ...event, context: { ...context, traits } }),
  },
])('$to', ({ to, withObject }) => {
  it('is joined by the fields of a constant or of the payload, which win', () => {
    const fields = { email: 'new', more: { a: 1 } };
    const joined = withObject({ email: 'new', plan: 'gold', more: { a: 1 } });
    expect(made({ to, value: fields })).toStrictEqual(joined);
    expect(made({ to, from: 'sent' }, fields)).toStrictEqual(joined);
    expect(made({ to, from: 'sent', via: () => fields })).toStrictEqual(joined);
  });

  it('is replaced by an edit', () => {
    const edited = made({ to, via: ({ plan }: { plan: string }) => ({ plan }) });
    expect(edited).toStrictEqual(withObject({ plan: 'gold' }));
  });

  it('loses the fields that a constant or `via` gives as null', () => {
    expect(made({ to, value: { email: null } })).toStrictEqual(withObject({ plan: 'gold' }));
    const edited = made({ to, via: (fields: object) => ({ ...fields, email: undefined, plan: null }) });
    expect(edited).toStrictEqual(withObject({}));
  });

  it('loses no field to one of the payload that is absent', () => {
    expect(made({ to, from: 'sent' }, { email: null, plan: '' })).toStrictEqual(event);
  });

  it.each<{ name: string; rule: Omit<MappingRule, 'to'> }>([
    { name: 'a constant null', rule: { value: null } },
    { name: 'a constant empty string', rule: { value: '' } },
    { name: 'an edit that gives null', rule: { via: () => null } },
    { name: 'an edit that gives an empty object', rule: { via: () => ({}) } },
  ])('is emptied by $name, and stays', ({ rule }) => {
    expect(made({ ...rule, to })).toStrictEqual(withObject({}));
  });

  it.each([
    { name: 'a string', given: 'x' },
    { name: 'a boolean', given: false },
    { name: 'a list', given: [{ a: 1 }] },
    { name: 'an instance of a class', given: new Box() },
    { name: 'a Map', given: new Map() },
  ])('does not take $name: `via` fails, and the data of a payload set nothing', ({ given }) => {
    expect(refusal(() => made({ to, via: returns(given) }))).toStrictEqual(REFUSED);
    expect(refusal(() => made({ to, from: 'sent', via: returns(given) }))).toStrictEqual(REFUSED);
    expect(made({ to, from: 'sent' }, given)).toStrictEqual(event);
  });

  it.each([
    { name: 'NaN', field: NaN },
    { name: 'a function', field: () => 'x' },
    { name: 'bytes', field: new Uint8Array() },
    { name: 'a thenable', field: { then: () => undefined } },
    { name: 'an object with `toJSON`', field: { toJSON: () => 'x' } },
    { name: 'an instance of a class', field: new Box() },
  ])('does not take a field that is $name', ({ field }) => {
    const via = (fields: object) => ({ ...fields, email: field }) as object;
    expect(refusal(() => made({ to, via }))).toStrictEqual(REFUSED);
    expect(made({ to, from: 'sent' }, { email: field, more: 1 })).toStrictEqual(
      withObject({ email: 'old', plan: 'gold', more: 1 }),
    );
  });

  it('is made where it is missing, but not by its removal', () => {
    expect(made({ to, value: { a: 1 } }, 'x', {})).toHaveProperty(to, { a: 1 });
    expect(made({ to, value: null }, 'x', {})).toStrictEqual({});
  });
});

describe('context', () => {
  it.each<{ name: string; rule: Omit<MappingRule, 'to'>; becomes: object }>([
    {
      name: 'is emptied by null, but for the objects that RudderStack needs in it',
      rule: { value: null },
      becomes: { traits: {}, library: {}, integration: {} },
    },
    {
      name: 'keeps these where an edit leaves them out',
      rule: { via: () => ({ ip: '203.0.113.24' }) },
      becomes: { traits: {}, library: {}, integration: {}, ip: '203.0.113.24' },
    },
    {
      name: 'has the traits that an edit gives it',
      rule: { via: () => ({ traits: { a: 1 } }) },
      becomes: { traits: { a: 1 }, library: {}, integration: {} },
    },
    {
      name: 'is joined by a constant, its traits too',
      rule: { value: { traits: { a: 1 }, ip: '203.0.113.24' } },
      becomes: { ...context, traits: { email: 'old', plan: 'gold', a: 1 }, ip: '203.0.113.24' },
    },
    {
      name: 'loses a page that an edit empties',
      rule: { via: (old: object) => ({ ...old, page: {} }) },
      becomes: { library: context.library, integration: context.integration, traits: context.traits },
    },
    {
      name: 'loses a page that `via` leaves undefined',
      rule: { from: 'sent', via: () => ({ page: undefined }) },
      becomes: { library: context.library, integration: context.integration, traits: context.traits },
    },
  ])('$name', ({ rule, becomes }) => {
    expect(made({ ...rule, to: 'context' })['context']).toStrictEqual(becomes);
  });

  it('takes of the payload the fields that fit', () => {
    const sent = { page: null, integration: null, traits: 'x', library: [], a: undefined, b: NaN, os: 5 };
    expect(made({ to: 'context', from: 'sent' }, sent)['context']).toStrictEqual({ ...context, os: 5 });
  });

  it.each([
    { name: 'traits that are no object', given: { traits: 'x' } },
    { name: 'a field that is no JSON data', given: { a: NaN } },
    { name: 'an instance of a class as its system', given: { os: new Box() } },
    { name: 'a system with a field that is no JSON data', given: { os: { name: NaN } } },
    { name: 'a trait that is no JSON data', given: { traits: { a: NaN } } },
  ])('does not take $name', ({ given }) => {
    expect(refusal(() => made({ to: 'context', from: 'sent', via: returns(given) }))).toStrictEqual(REFUSED);
  });

  it('keeps its objects where every field of it is removed', () => {
    expect(made({ to: 'context.*', value: null })['context']).toStrictEqual({
      traits: {},
      library: {},
      integration: {},
    });
  });
});

describe.each(['page', 'os', 'browser'])('context.%s', (part) => {
  const to = `context.${part}`;
  const start = deepFreeze({ context: { [part]: { name: 'x' } }, properties: { [part]: { name: 'x' } } });
  const without = { context: {}, properties: start.properties };

  it.each<{ name: string; rule: MappingRule }>([
    { name: 'null', rule: { to, value: null } },
    { name: 'null for its only field', rule: { to: `${to}.name`, value: null } },
    { name: 'null for each field', rule: { to: `${to}.*`, value: null } },
    { name: 'null for each field of the context', rule: { to: 'context.*', value: null } },
    { name: 'an empty object', rule: { to, value: {} } },
    { name: 'an empty list', rule: { to, value: [] } },
    { name: 'an edit that leaves no field', rule: { to, via: () => ({ name: undefined }) } },
  ])('is removed by $name', ({ rule }) => {
    expect(made(rule, 'x', start)).toStrictEqual(without);
  });

  it('is removed where one rule after the other has emptied it', () => {
    const page = { name: 'x', version: '1' };
    const rules: MappingRule[] = [
      { to: `${to}.name`, value: null },
      { to: `${to}.version`, value: null },
    ];
    const result = applyRules(rules, conversationWith(), { event: { context: { [part]: page } } });
    expect(result).toStrictEqual({ context: {} });
  });

  it('stays empty where it was empty, and a rule finds nothing to change', () => {
    const empty = { context: { [part]: {} } };
    expect(made({ to: `${to}.name`, via: String }, 'x', empty)).toBe(empty);
    expect(made({ to: `${to}.name`, value: null }, 'x', empty)).toBe(empty);
  });

  it('takes any data in place of what was there, without absent fields', () => {
    const rows = [
      { given: 'x', becomes: 'x' },
      { given: [1], becomes: [1] },
      { given: { version: '1', none: null }, becomes: { version: '1' } },
    ];
    for (const { given, becomes } of rows) {
      const expected = { context: { [part]: becomes }, properties: start.properties };
      expect(made({ to, value: given }, 'x', start)).toStrictEqual(expected);
      expect(made({ to, from: 'sent' }, given, start)).toStrictEqual(expected);
    }
  });
});

describe('any other place', () => {
  const to = 'properties.email';
  const withEmail = (email: unknown) => ({ ...event, properties: { email, plan: 'gold' } });

  it.each([
    { name: 'a string', given: 'x' },
    { name: 'a blank string', given: ' ' },
    { name: 'zero', given: 0 },
    { name: 'false', given: false },
    { name: 'a list', given: [1] },
    { name: 'an object, its null fields too', given: { a: null } },
    { name: 'an empty object', given: {} },
  ])('takes $name', ({ given }) => {
    expect(made({ to, value: given })).toStrictEqual(withEmail(given));
    expect(made({ to, via: returns(given) })).toStrictEqual(withEmail(given));
    expect(made({ to, from: 'sent' }, given)).toStrictEqual(withEmail(given));
  });

  it.each([null, ''])('is removed by %j', (given) => {
    const removed = { ...event, properties: { plan: 'gold' } };
    expect(made({ to, value: given })).toStrictEqual(removed);
    expect(made({ to, via: returns(given) })).toStrictEqual(removed);
  });

  it('does not take what is no JSON data', () => {
    expect(refusal(() => made({ to, via: returns(undefined) }))).toStrictEqual(REFUSED);
    expect(refusal(() => made({ to, from: 'sent', via: returns(new Box()) }))).toStrictEqual(REFUSED);
    expect(made({ to, from: 'sent' }, new Box())).toStrictEqual(event);
  });
});

describe('the error of a rule', () => {
  it.each([
    {
      given: true,
      to: 'userId',
      message: '`options.rules[0]` (to `userId`) must give a non-blank string or a finite number.',
    },
    { given: true, to: 'traits', message: '`options.rules[0]` (to `traits`) must give a plain object.' },
    { given: undefined, to: 'traits', message: '`options.rules[0]` (to `traits`) must give JSON data.' },
    {
      given: revokedProxy(),
      to: 'traits',
      message: '`options.rules[0]` (to `traits`) has a `via` that failed.',
    },
  ])('says: $message', ({ given, to, message }) => {
    const error = thrownBy(() => made({ to, via: returns(given) }));
    expect(error.message).toBe(message);
    expect(error.cause).toBeUndefined();
  });

  it('has what a getter of the value threw as its cause', () => {
    const thrown = new Error('secret');
    const value = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw thrown;
      },
    });
    const error = thrownBy(() => made({ to: 'traits', via: returns(value) }));
    expect(error.message).toBe('`options.rules[0]` (to `traits`) has a `via` that failed.');
    expect(error.cause).toBe(thrown);
  });
});

describe('a Promise that is refused does not end the process', () => {
  const rejecting = () => Promise.reject(new Error('secret'));
  class OwnPromise extends Promise<unknown> {}

  it.each<{ name: string; to: string; via: () => unknown }>([
    { name: 'where it stands', to: 'properties.email', via: rejecting },
    { name: 'for an id', to: 'userId', via: rejecting },
    { name: 'of a class of its own', to: 'traits', via: () => OwnPromise.reject(new Error('secret')) },
    { name: 'as a field', to: 'context.traits', via: () => ({ email: rejecting() }) },
    { name: 'as two fields', to: 'traits', via: () => ({ email: rejecting(), phone: rejecting() }) },
    { name: 'as a trait of a context', to: 'context', via: () => ({ traits: { email: rejecting() } }) },
    { name: 'beside another fault', to: 'userId', via: () => ({ id: rejecting() }) },
    { name: 'deep inside', to: 'userId', via: () => [{ a: [{ b: { c: rejecting() } }] }] },
    { name: 'in a Map', to: 'traits', via: () => new Map([['email', rejecting()]]) },
    { name: 'in a Set', to: 'traits', via: () => new Set([rejecting()]) },
    { name: 'under a symbol', to: 'userId', via: () => ({ [Symbol('a')]: rejecting() }) },
    {
      name: 'beside a getter that throws',
      to: 'userId',
      via: () =>
        Object.defineProperty({ a: rejecting() }, 'b', { enumerable: true, get: () => expect.fail() }),
    },
    {
      name: 'with methods of its own',
      to: 'traits',
      via: () => Object.assign(rejecting(), { then: undefined, catch: undefined }),
    },
    {
      name: 'behind a thenable',
      to: 'traits',
      via: () => {
        const promise = rejecting();
        return { email: { then: promise.then.bind(promise) } };
      },
    },
  ])('$name', async ({ to, via }) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    expect(refusal(() => made({ to, via: via as () => string }))).toStrictEqual(REFUSED);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('fields with names that objects inherit', () => {
  it('are no fields where they are absent or reach a prototype', () => {
    const sent = JSON.parse(
      '{"toString":null,"valueOf":"","hasOwnProperty":1,"__proto__":{"x":1},"constructor":{"x":1}}',
    ) as unknown;
    const { traits } = made({ from: 'sent', to: 'traits' }, sent);
    expect(Object.entries(traits as object)).toStrictEqual([
      ['email', 'old'],
      ['plan', 'gold'],
      ['hasOwnProperty', 1],
    ]);
  });
});
