import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type MappingRule, transformOlark } from '../../../src/index.js';
import { transcriptText } from '../../../src/mappers.js';
import { items as itemLists } from '../../support/arbitraries.js';
import { fixture, PROFILES } from '../../support/fixtures.js';

/** Every line break of Unicode. */
const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

describe('the transcript as text', () => {
  it.each([
    {
      what: 'the documented example',
      items: [
        {
          kind: 'MessageToVisitor',
          nickname: 'Olark operator',
          operatorId: '6208911878914048',
          timestamp: '1473774819.263083',
          body: 'Hi from an operator',
        },
        {
          kind: 'MessageToOperator',
          nickname: 'Returning Visitor | USA (San Francisco, CA) #7617',
          timestamp: '1473774821.411154',
          body: 'Hi from a visitor',
          visitor_nickname: 'Olark Visitor',
        },
      ],
      text: [
        '13:53:39 Olark operator: Hi from an operator',
        '13:53:41 Returning Visitor | USA (San Francisco, CA) #7617: Hi from a visitor',
      ],
    },
    {
      what: 'messages in another order than that of their times, the visitor’s first at equal times',
      items: [
        { kind: 'MessageToVisitor', nickname: 'Sam', timestamp: '100', body: 'third' },
        { kind: 'MessageToOperator', nickname: 'Bob', timestamp: '100', body: 'second' },
        { kind: 'MessageToOperator', nickname: 'Bob', timestamp: '99.9', body: 'first' },
      ],
      text: ['00:01:39 Bob: first', '00:01:40 Bob: second', '00:01:40 Sam: third'],
    },
    {
      what: 'an offline message, which has no nickname and many lines',
      items: [
        { kind: 'OfflineMessage', timestamp: '1669288532.567071', body: 'name: Ada\nMessage: call me' },
      ],
      text: ['11:15:32 OfflineMessage: name: Ada Message: call me'],
    },
    {
      what: 'each line break of Unicode, also in a nickname',
      items: [
        {
          kind: 'MessageToOperator',
          nickname: 'B\u2028ob',
          body: 'a\nb\rc\r\nd\ve\ff\u0085g\u2028h\u2029i\n\nj\n',
        },
      ],
      text: ['B ob: a b c d e f g h i  j '],
    },
    {
      what: 'a message without a usable time, which stays behind the one before it',
      items: [
        { kind: 'MessageToOperator', nickname: 'Bob', timestamp: '100', body: 'Hi' },
        { kind: 'MessageToOperator', nickname: 'Bob', timestamp: 'soon', body: 'Anyone?' },
        { kind: 'MessageToVisitor', nickname: 'Sam', timestamp: '160', body: 'Yes' },
      ],
      text: ['00:01:40 Bob: Hi', 'Bob: Anyone?', '00:02:40 Sam: Yes'],
    },
    {
      what: 'numbers',
      items: [{ kind: 7, timestamp: 100.5, nickname: 0, body: 42 }],
      text: ['00:01:40 0: 42'],
    },
    {
      what: 'missing and empty fields',
      items: [
        { kind: 'MessageToVisitor', timestamp: '100', nickname: '', body: 'Hi' },
        { kind: 'MessageToVisitor', timestamp: '101', nickname: 'Sam' },
        { timestamp: '102', body: 'Hello' },
        { kind: null, timestamp: null, nickname: null, body: null },
      ],
      text: ['00:01:40 MessageToVisitor: Hi', '00:01:41 Sam: ', '00:01:42 Hello', ''],
    },
    {
      what: 'fields of other types, which are left out',
      items: [
        { kind: ['x'], timestamp: {}, nickname: { first: 'Bob' }, body: ['Hi'] },
        NaN,
        null,
        'Hi',
        ['Hi'],
      ],
      text: [''],
    },
  ])('has the lines of $what', ({ items, text }) => {
    expect(transcriptText(items)?.split('\n')).toStrictEqual(text);
  });

  it.each([
    { what: 'a start', items: (fixture('conversation-start').payload as { items: unknown }).items },
    { what: 'a list without messages', items: [null, 'Hi', 7, ['Hi']] },
    { what: 'nothing', items: undefined },
    { what: 'null', items: null },
    { what: 'text', items: 'Hi' },
    { what: 'a number', items: 7 },
    { what: 'an object', items: { body: 'Hi' } },
  ])('is not there for $what', ({ items }) => {
    expect(transcriptText(items)).toBeUndefined();
  });

  it.each(PROFILES)('sets nothing as a rule where there are no messages, in %s', (profile) => {
    const rules: MappingRule[] = [{ from: 'items', to: 'properties.transcript', via: transcriptText }];
    const [start] = transformOlark(fixture('conversation-start').payload, { profile, rules });
    expect(start.properties).not.toHaveProperty('transcript');
    const [transcript] = transformOlark(fixture('offline-message').payload, { profile, rules });
    expect(transcript.properties).toHaveProperty(
      'transcript',
      '11:15:32 OfflineMessage: name: Ada email: ada@example.com Message: call me',
    );
  });

  it('is a function of one list, which `map` may call', () => {
    expect([[], [{ body: 'Hi' }]].map(transcriptText)).toStrictEqual([undefined, 'Hi']);
  });

  it('has as many lines as there are messages, and each body but for its line breaks', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.oneof(fc.string(), fc.constantFrom('\n', '\r', '\r\n', '\v', '\f', '\x85', '\u2028', '\u2029')),
        )
        .map((parts) => parts.join('')),
    );
    const messages = fc
      .tuple(itemLists, anyText, anyText)
      .map(([list, body, nickname]) =>
        list.map((item) => ({ ...item, nickname, body: `${body}${String(item.body)}` })),
      );
    const check = fc.property(messages, (list) => {
      const lines = transcriptText(list)?.split(LINE_BREAKS) ?? [];
      expect(lines).toHaveLength(list.length);
      for (const { body } of list) {
        const onOneLine = body.split(LINE_BREAKS).join(' ');
        expect(lines.some((line) => line.endsWith(`: ${onOneLine}`))).toBe(true);
      }
    });
    fc.assert(check);
  });

  it('reads twenty thousand messages, and a message of a million characters', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      timestamp: String(20_000 - index),
      body: 'Hi',
    }));
    expect(transcriptText(many)?.split('\n')).toHaveLength(20_000);
    expect(transcriptText([{ body: '\r\n'.repeat(500_000) }])).toBe(' '.repeat(500_000));
  });
});
