import { describe, expect, it } from 'vitest';

import { type OlarkConversation, type RudderEvent, transformOlark } from '../../../src/index.js';
import { readJson } from '../../support/fixtures.js';
import { conversationWith } from '../../support/values.js';

const options = { profile: 'rudder-transformer' } as const;

/** Conversations, and what RudderStack's transformer 1.145.0 made of them. */
const cases = readJson('rudder-transformer-cases.json') as {
  readonly input: OlarkConversation;
  readonly 'rudder-transformer': RudderEvent[];
}[];

describe('profile rudder-transformer', () => {
  it('is held against sixty conversations', () => {
    expect(cases).toHaveLength(60);
  });

  it.each(cases)('gives what RudderStack’s transformer gives for $input.visitor.id', (example) => {
    expect(transformOlark(example.input, options)).toStrictEqual(example['rudder-transformer']);
  });

  it('has no ids unless asked for', () => {
    expect(transformOlark(conversationWith(), options)[0]).not.toHaveProperty('messageId');
    expect(transformOlark(conversationWith(), { ...options, ids: 'content' })[0]).toHaveProperty('messageId');
  });

  it('puts a top-level ip into the properties and the context, and the visitor’s nowhere', () => {
    const [track] = transformOlark(conversationWith({ ip: '203.0.113.1' }, { ip: '198.51.100.1' }), options);
    expect([track.properties.ip, track.context.ip]).toStrictEqual(['203.0.113.1', '203.0.113.1']);
    expect(JSON.stringify(track)).not.toContain('198.51.100.1');
  });

  it('has none of what the documentation promises beyond', () => {
    const conversation = conversationWith(
      { operators: {}, id: 'c1' },
      { kind: 'Visitor', countryCode: 'US' },
    );
    const [track] = transformOlark(conversation, options);
    expect([track.traits, track.properties]).toStrictEqual([{}, {}]);
  });

  it('keeps empty strings, but for an empty browser label', () => {
    const empty = { fullName: '', organization: '', referrer: '', browser: '', operatingSystem: '' };
    const [track, group] = transformOlark(
      conversationWith(
        { ip: '', tags: '', operators: '', groups: [{ id: 'g1', kind: '', name: '' }] },
        empty,
      ),
      options,
    );
    expect(track).toMatchObject({ traits: { organization: '' }, properties: { ip: '', tags: '' } });
    expect(track.context).toMatchObject({
      ip: '',
      traits: { name: '' },
      os: { name: '' },
      page: { referrer: '' },
    });
    expect(track.context).not.toHaveProperty('browser');
    expect(group).toMatchObject({ name: '', traits: { kind: '', operators: '' } });
  });

  it('reads a system from a raw user-agent string only where no label is sent', () => {
    const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
    const systemOf = (visitor: Record<string, unknown>) =>
      transformOlark(conversationWith({}, visitor), options)[0].context.os;
    expect(systemOf({ browser })).toStrictEqual({ name: 'Windows', version: '10' });
    expect(systemOf({ browser, operatingSystem: 'Mac OS  X 10' })).toStrictEqual({ name: 'Mac OS  X 10' });
    expect(systemOf({ browser, operatingSystem: '' })).toStrictEqual({ name: '' });
  });

  it('has nothing on a group event that is not sent', () => {
    const [, group] = transformOlark(
      conversationWith({ groups: [{ id: 'g1', kind: null, name: null }] }),
      options,
    );
    expect(group).toStrictEqual({
      type: 'group',
      userId: 'v1',
      groupId: 'g1',
      context: { library: { name: 'unknown', version: 'unknown' }, integration: { name: 'Olark' } },
      traits: {},
      integrations: { Olark: false },
    });
  });
});
