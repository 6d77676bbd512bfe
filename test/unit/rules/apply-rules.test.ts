import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { MappingRule, OlarkConversation, OlarkPayloadError } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers/index.js';
import { jsonValues, oddRules, ruleLists } from '../../support/arbitraries.js';
import { conversationWith, deepFreeze, thrownBy } from '../../support/values.js';

describe('applyRules', () => {
  it('gives just what the rules set', () => {
    const rules: MappingRule[] = [
      { from: 'visitor.customFields.id', to: 'context.externalId' },
      { from: 'visitor.customFields.*', to: 'traits.*' },
      { from: 'absent', to: 'traits.absent' },
    ];
    expect(applyRules(rules, deepFreeze(conversationWith({}, { customFields: { id: 7 } })))).toStrictEqual({
      context: { externalId: 7 },
      traits: { id: 7 },
    });
  });

  it('gives nothing where there is no rule or nothing to read', () => {
    expect(applyRules([], conversationWith())).toStrictEqual({});
    expect(applyRules([{ from: 'absent.*', to: 'traits.*' }], conversationWith())).toStrictEqual({});
    expect(applyRules([{ from: 'kind', to: 'properties' }], conversationWith())).toStrictEqual({});
  });

  it('keeps empty strings only when asked', () => {
    const rules = [{ from: 'id', to: 'properties.id' }];
    const conversation = conversationWith({ id: '' });
    expect(applyRules(rules, conversation)).toStrictEqual({});
    expect(applyRules(rules, conversation, { keepsEmptyStrings: false })).toStrictEqual({});
    expect(applyRules(rules, conversation, { keepsEmptyStrings: true })).toStrictEqual({
      properties: { id: '' },
    });
  });

  it('runs the rules for group events, and those alone, where there is a group', () => {
    const rules: MappingRule[] = [
      { from: 'id', to: 'track' },
      { from: 'group.name', to: 'traits.label', event: 'group' },
      { from: 'id', to: 'traits.conversation', event: 'group' },
    ];
    const conversation = conversationWith({ id: 'c1' });
    expect(applyRules(rules, conversation)).toStrictEqual({ track: 'c1' });
    expect(applyRules(rules, conversation, { group: { name: 'Sales' } })).toStrictEqual({
      traits: { label: 'Sales', conversation: 'c1' },
    });
  });

  it('refuses what transformOlark refuses', () => {
    const error = thrownBy(() => applyRules([{ from: 'id', to: '__proto__.id' }], conversationWith()));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', path: 'options.rules[0]' });
    expect(thrownBy(() => applyRules(undefined as never, conversationWith()))).toMatchObject({
      code: 'OLARK_INVALID_OPTION',
      path: 'options.rules',
    });
  });

  it('names the rule whose `via` throws', () => {
    const cause = new Error('no');
    const via = () => {
      throw cause;
    };
    const error = thrownBy(() => applyRules([{ from: 'kind', to: 'a', via }], conversationWith()));
    expect(error).toMatchObject({ code: 'OLARK_INVALID_OPTION', path: 'options.rules[0]' });
    expect(error.cause).toBe(cause);
  });

  it('says of rules and of a conversation which of them cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const throwing = {
      to: 'a',
      get from(): string {
        throw new Error('read');
      },
    };
    for (const rules of [proxy, [proxy], [throwing]] as unknown as (readonly MappingRule[])[]) {
      const error = thrownBy(() => applyRules(rules, conversationWith()));
      expect(error).toMatchObject({ name: 'OlarkPayloadError', code: 'OLARK_INVALID_OPTION' });
      expect(error.cause).toBeInstanceOf(Error);
    }
    const rules = [{ from: 'a.b', to: 'a' }];
    for (const conversation of [proxy, { a: proxy }] as unknown as OlarkConversation[]) {
      const error = thrownBy(() => applyRules(rules, conversation));
      expect(error).toMatchObject({ name: 'OlarkPayloadError', code: 'OLARK_UNSERIALIZABLE', status: 400 });
      expect(error.cause).toBeInstanceOf(TypeError);
    }
    expect(thrownBy(() => applyRules(rules, conversationWith(), proxy as object)).code).toBe(
      'OLARK_INVALID_OPTION',
    );
  });

  it('throws nothing but the contract’s error, whatever the rules, the conversation and the options', () => {
    const hostile = fc.oneof(
      jsonValues,
      fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }),
    );
    fc.assert(
      fc.property(fc.oneof(ruleLists, oddRules), hostile, hostile, (rules, conversation, options) => {
        try {
          const fields = applyRules(
            rules as MappingRule[],
            conversation as OlarkConversation,
            options as object,
          );
          expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
        } catch (error) {
          expect((error as OlarkPayloadError).name).toBe('OlarkPayloadError');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
