import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type MappingRule, type RudderEvent, transformOlark } from '../../src/index.js';
import { canonicalJson } from '../../src/ids/canonical.js';
import { conversations, jsonValues, oddRules, ruleLists } from '../support/arbitraries.js';
import { PROFILES } from '../support/fixtures.js';
import { outcomeOf, soundOutcomeOf } from '../support/outcome.js';
import { deepFreeze, reordered } from '../support/values.js';
import { wireForms } from '../support/wire-forms.js';

function outcome(payload: unknown, profile: (typeof PROFILES)[number]): RudderEvent[] | string {
  return outcomeOf(payload, { profile, ids: 'content' });
}

/** Text in a form, of which `encodeURIComponent` takes no lone surrogates. */
function percentEncoded(text: string): string {
  return new URLSearchParams({ data: text }).toString().slice('data='.length);
}

/** A JSON value with its n-th leaf (an empty object or list is one too) changed. */
function withChangedLeaf(value: unknown, n: number): unknown {
  let count = 0;
  const visit = (inner: unknown): unknown => {
    if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) {
      count += 1;
      if (count - 1 !== n) return inner;
      return typeof inner === 'string' ? `${inner}!` : 'changed';
    }
    if (Array.isArray(inner)) return inner.map(visit);
    return Object.fromEntries(Object.entries(inner).map(([key, field]) => [key, visit(field)]));
  };
  const result = visit(value);
  return n < count ? result : undefined;
}

describe.each(PROFILES)('profile %s', (profile) => {
  it('throws nothing but the contract’s error, whatever the value', () => {
    const hostile = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      withTypedArray: true,
      stringUnit: 'binary',
    });
    const conversationLike = fc.record(
      {
        kind: hostile,
        visitor: fc.oneof(hostile, fc.record({ id: hostile, browser: hostile })),
        groups: hostile,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(hostile, conversationLike, fc.record({ data: hostile }), jsonValues),
        (payload) => {
          outcome(payload, profile);
          outcome({ kind: 'Conversation', visitor: { id: 'v1' }, items: payload, tags: [payload] }, profile);
          outcome({ request: { body: payload } }, profile);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('throws nothing but the contract’s error, whatever the text or bytes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      jsonValues.map((value) => JSON.stringify(value)),
      conversations.chain((value) => {
        const whole = JSON.stringify(value);
        return fc.nat(whole.length).map((end) => whole.slice(0, end));
      }),
    );
    fc.assert(
      fc.property(text, fc.uint8Array(), (body, bytes) => {
        for (const payload of [body, `data=${body}`, `data=${percentEncoded(body)}`, bytes, { data: body }]) {
          outcome(payload, profile);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never changes its input, and gives the same output each time', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        const before = canonicalJson(conversation);
        const first = outcome(deepFreeze(conversation), profile);
        expect(canonicalJson(outcome(conversation, profile))).toBe(canonicalJson(first));
        expect(canonicalJson(conversation)).toBe(before);
      }),
    );
  });

  it('gives events that RudderStack can take and that survive JSON, whatever the conversation', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        expect(soundOutcomeOf(JSON.stringify(conversation), { profile, ids: 'content' })).not.toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });

  it('gives events that RudderStack can take and leaves its input alone, whatever the rules', () => {
    let accepted = 0;
    fc.assert(
      fc.property(conversations, ruleLists, fc.boolean(), (conversation, rules, hasIds) => {
        const options = { profile, rules, ids: hasIds ? 'content' : 'none' } as const;
        if (typeof soundOutcomeOf(JSON.stringify(conversation), options) !== 'string') accepted += 1;
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it('gives under rules the same events in every wire form', () => {
    fc.assert(
      fc.property(conversations, ruleLists, (conversation, rules) => {
        const text = JSON.stringify(conversation);
        const options = { profile, rules, ids: 'content' } as const;
        const expected = canonicalJson(outcomeOf(text, options));
        for (const form of Object.values(wireForms)) {
          expect(canonicalJson(outcomeOf(form(text), options))).toBe(expected);
        }
      }),
    );
  });

  it('throws nothing but the contract’s error, whatever the rules', () => {
    fc.assert(
      fc.property(conversations, oddRules, (conversation, rules) => {
        // What `fc.func` makes writes a note about its calls into no input.
        const result = outcomeOf(conversation, { profile, rules: rules as MappingRule[], ids: 'none' });
        if (typeof result === 'string') expect(result).toMatch(/^OLARK_INVALID_OPTION$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same events in every wire form', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        const text = JSON.stringify(conversation);
        const expected = canonicalJson(outcome(text, profile));
        for (const [name, form] of Object.entries(wireForms)) {
          expect([name, canonicalJson(outcome(form(text), profile))]).toStrictEqual([name, expected]);
        }
      }),
    );
  });

  it('gives the same events whatever the order of keys, white space or indentation', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        const { operators } = conversation;
        const other = {
          ...(reordered(conversation) as typeof conversation),
          // A list of operators is in the order sent.
          ...(profile === 'warehouse' && operators !== undefined && { operators }),
        };
        expect(canonicalJson(outcome(JSON.stringify(other, null, 3), profile))).toBe(
          canonicalJson(outcome(conversation, profile)),
        );
      }),
    );
  });

  it('gives every event of a delivery an id of its own', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        const events = transformOlark(conversation, { profile, ids: 'content' });
        expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length);
      }),
    );
  });
});

describe('content ids', () => {
  it('differ when any one value differs', () => {
    fc.assert(
      fc.property(conversations, fc.nat(40), (conversation, n) => {
        const other = withChangedLeaf(conversation, n);
        fc.pre(other !== undefined && typeof outcome(other, 'documented') !== 'string');
        const [first] = transformOlark(conversation);
        expect(transformOlark(other).map(({ messageId }) => messageId)).not.toContain(first.messageId);
      }),
    );
  });

  it('differ when a key is renamed, added or left out', () => {
    fc.assert(
      fc.property(conversations, fc.string(), (conversation, key) => {
        fc.pre(!Object.hasOwn(conversation, key) && key !== 'groups');
        const ids = [
          conversation,
          { ...conversation, [key]: 1 },
          { ...conversation, [`${key}${key}x`]: 1 },
        ].map((payload) => transformOlark(payload)[0].messageId);
        expect(new Set(ids).size).toBe(3);
      }),
    );
  });
});

describe('documented and rudder-transformer', () => {
  /** What the transformer's profile makes of a conversation, told from the documented one and the contract. */
  function toTransformer(documented: readonly object[], conversation: Record<string, unknown>): unknown[] {
    const visitor = conversation['visitor'] as Record<string, unknown>;
    const isPresent = (value: unknown) => value !== undefined && value !== null;
    const [track, ...groups] = structuredClone(documented) as unknown as Record<
      string,
      Record<string, unknown>
    >[];
    if (!track?.['context'] || !track['traits'] || !track['properties']) throw new Error('no track event');
    const { context, traits, properties } = track;
    delete traits['kind'];
    delete traits['countryCode'];
    delete properties['operators'];
    delete context['ip'];
    if (isPresent(conversation['ip'])) properties['ip'] = context['ip'] = conversation['ip'];
    // The whole label, its white space as it was sent.
    const { operatingSystem } = visitor;
    if (typeof operatingSystem === 'string') context['os'] = { name: operatingSystem };
    const keepEmpty = (
      from: Record<string, unknown>,
      key: string,
      into: () => Record<string, unknown>,
      to: string,
    ) => {
      if (from[key] === '') into()[to] = '';
    };
    const contextTraits = () => context['traits'] as Record<string, unknown>;
    const page = () => (context['page'] ??= {}) as Record<string, unknown>;
    keepEmpty(visitor, 'fullName', contextTraits, 'name');
    keepEmpty(visitor, 'phoneNumber', contextTraits, 'phone');
    keepEmpty(visitor, 'emailAddress', contextTraits, 'email');
    for (const key of ['city', 'region', 'country']) keepEmpty(visitor, key, contextTraits, key);
    keepEmpty(visitor, 'referrer', page, 'referrer');
    keepEmpty(visitor, 'conversationBeginPage', page, 'url');
    for (const key of ['organization', 'chat_feedback']) keepEmpty(visitor, key, () => traits, key);
    for (const key of ['items', 'tags']) keepEmpty(conversation, key, () => properties, key);
    const usable = ((conversation['groups'] ?? []) as Record<string, unknown>[]).filter((group) => {
      const id: unknown = typeof group === 'object' && (group as unknown) !== null ? group['id'] : undefined;
      return !Array.isArray(group) && ((typeof id === 'string' && id !== '') || typeof id === 'number');
    });
    const groupEvents = groups.map((event, index) => {
      const { kind, name } = usable[index] ?? {};
      delete event['properties'];
      event['traits'] = {
        ...(isPresent(kind) && { kind }),
        ...(isPresent(conversation['operators']) && { operators: conversation['operators'] }),
      };
      return isPresent(name) ? { ...event, name } : event;
    });
    return [track, ...groupEvents];
  }

  it('differ in what the contract lists and nowhere else', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        // As JSON makes it; a generator makes no such objects.
        const payload = JSON.parse(JSON.stringify(conversation)) as Record<string, unknown>;
        const documented = transformOlark(payload, { ids: 'none' });
        const transformer = transformOlark(payload, { profile: 'rudder-transformer' });
        expect(canonicalJson(transformer)).toBe(canonicalJson(toTransformer(documented, payload)));
      }),
      { numRuns: 1000 },
    );
  });
});
