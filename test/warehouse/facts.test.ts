import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { trackOf, trackRow } from './columns.js';
import { items, timestamps } from './conversations.js';

/** A decimal string in whole milliseconds, by arithmetic that rounds nothing. */
function millisecondsOf(timestamp: unknown): bigint | undefined {
  const [, seconds, fraction = ''] = /^(\d+)(?:\.(\d*))?$/.exec(String(timestamp)) ?? [];
  if (seconds === undefined) return undefined;
  const milliseconds = BigInt(seconds) * 1000n + BigInt(fraction.slice(0, 3).padEnd(3, '0'));
  return milliseconds < 253_402_300_800_000n ? milliseconds : undefined;
}

const isKnown = (time: bigint | undefined): time is bigint => time !== undefined;
const inSeconds = (milliseconds: bigint) => Number((milliseconds + 500n) / 1000n);
const instant = (milliseconds: bigint) => new Date(Number(milliseconds)).toISOString();

function factsOf(payload: unknown): Record<string, unknown> {
  const { items: list, ...facts } = trackOf(payload).properties;
  expect(list).toBeDefined();
  return facts;
}

function conversationOf(list: readonly unknown[]): object {
  return { kind: 'Conversation', items: list, visitor: { id: 'v1' } };
}

describe('the facts about a conversation', () => {
  it('are its first and its last message and its counts, in whatever order the items come', () => {
    fc.assert(
      fc.property(items, (list) => {
        const times = list.map(({ timestamp }) => millisecondsOf(timestamp)).filter(isKnown);
        const [first, last] = [times.reduce(min, times[0] ?? 0n), times.reduce(max, times[0] ?? 0n)];
        const known = {
          startedAt: instant(first),
          endedAt: instant(last),
          durationSeconds: inSeconds(last - first),
        };
        const count = (kind: string) => list.filter((item) => item.kind === kind).length;
        const { firstResponseSeconds, ...facts } = factsOf(conversationOf(list));
        expect(facts).toStrictEqual({
          ...(times.length > 0 ? known : {}),
          messageCount: list.length,
          visitorMessageCount: count('MessageToOperator'),
          operatorMessageCount: count('MessageToVisitor'),
          isOffline: count('OfflineMessage') > 0,
        });
        if (count('MessageToVisitor') === 0) expect(firstResponseSeconds).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('have the time from the visitor’s first message to the first answer after it, to the digit', () => {
    const kinds = fc.constantFrom('MessageToOperator', 'MessageToVisitor', 'OfflineMessage');
    fc.assert(
      fc.property(fc.array(fc.record({ kind: kinds, timestamp: timestamps })), (unordered) => {
        const list = unordered
          .map((item) => ({ item, time: millisecondsOf(item.timestamp) ?? 0n }))
          .sort((a, b) => Number(a.time - b.time));
        const asked = list.findIndex(({ item }) => item.kind === 'MessageToOperator');
        const answer = list.slice(asked + 1).find(({ item }) => item.kind === 'MessageToVisitor');
        const question = list[asked];
        const facts = factsOf(conversationOf(list.map(({ item }) => item)));
        expect(facts['firstResponseSeconds']).toBe(
          question && answer ? inSeconds(answer.time - question.time) : undefined,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('are read digit by digit, where seconds times 1,000 is not exact', () => {
    expect(
      factsOf(
        conversationOf([
          { kind: 'MessageToOperator', timestamp: '1307116657.1' },
          { kind: 'MessageToVisitor', timestamp: '1307116657.6009' },
        ]),
      ),
    ).toMatchObject({
      startedAt: '2011-06-03T15:57:37.100Z',
      endedAt: '2011-06-03T15:57:37.600Z',
      durationSeconds: 1,
      firstResponseSeconds: 1,
    });
  });

  it('are absent where they cannot be known', () => {
    const question = { kind: 'MessageToOperator', timestamp: '1720429200.118204' };
    const answer = { kind: 'MessageToVisitor', timestamp: '1720429212.902817' };
    const timeless = { kind: 'MessageToOperator', timestamp: 'a while ago' };
    const known = (...list: object[]) => Object.keys(factsOf(conversationOf(list))).slice(4);
    expect(known(timeless)).toStrictEqual([]);
    const times = ['startedAt', 'endedAt', 'durationSeconds'];
    expect(known(question)).toStrictEqual(times);
    expect(known(answer, question)).toStrictEqual(times);
    expect(known(timeless, question, answer)).toStrictEqual(times);
    expect(known(question, answer)).toStrictEqual([...times, 'firstResponseSeconds']);
  });

  it('stand where they are when the payload has fields of these names, which go beside them', () => {
    const facts = {
      startedAt: 'mine',
      endedAt: 'mine',
      durationSeconds: 'mine',
      firstResponseSeconds: 'mine',
      messageCount: 'mine',
      visitorMessageCount: 'mine',
      operatorMessageCount: 'mine',
      isOffline: 'mine',
    };
    const beside = Object.entries(facts).map(([name, value]) => [`conversation_${name}`, value]);
    const { properties } = trackOf({ ...conversationOf([]), ...facts });
    expect(properties).toStrictEqual({
      items: [],
      messageCount: 0,
      visitorMessageCount: 0,
      operatorMessageCount: 0,
      isOffline: false,
      ...Object.fromEntries(beside),
    });
  });

  it('are columns of one type each', () => {
    const { cells } = trackRow({
      ...conversationOf([
        { kind: 'MessageToOperator', timestamp: '1720429200.118204' },
        { kind: 'MessageToVisitor', timestamp: '1720429212.902817' },
      ]),
    });
    const types = [...cells].flatMap(([column, { type, path }]) =>
      path.startsWith('properties.') ? [[column, type]] : [],
    );
    expect(Object.fromEntries(types)).toStrictEqual({
      items: 'jsonb',
      message_count: 'bigint',
      visitor_message_count: 'bigint',
      operator_message_count: 'bigint',
      is_offline: 'boolean',
      started_at: 'timestamptz',
      ended_at: 'timestamptz',
      duration_seconds: 'bigint',
      first_response_seconds: 'bigint',
    });
  });
});

function min(a: bigint, b: bigint): bigint {
  return b < a ? b : a;
}

function max(a: bigint, b: bigint): bigint {
  return b > a ? b : a;
}
