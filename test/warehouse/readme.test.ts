import { runInNewContext } from 'node:vm';

import type { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { OlarkConversation, OlarkOperator, RudderTrackEvent } from '../../src/index.js';
import { fixture } from '../support/fixtures.js';
import { blocks, readme } from '../support/readme.js';
import { documentedFixtures, trackOf } from './columns.js';
import { databaseOf } from './database.js';
import { type LoadedEvent, rowOf } from './loader.js';
import { columnTable } from './table.js';

const section = blocks.filter(({ heading }) => heading === 'In a warehouse');
const [view = '', responses = '', ratings = ''] = section.flatMap(({ language, code }) =>
  language === 'sql' ? [code] : [],
);

const OPERATORS: readonly OlarkOperator[] = [
  { kind: 'Operator', id: '98', nickname: 'Mika' },
  { kind: 'Operator', id: '4821', nickname: 'Sam' },
  { kind: 'Operator', id: '5077', nickname: 'Ines' },
];

/** A few days of chats of three operators, each answered or not, rated or not. */
const chats: fc.Arbitrary<OlarkConversation> = fc
  .record({
    start: fc.integer({ min: 1_720_429_200, max: 1_720_429_200 + 3 * 86_400 }),
    kinds: fc.array(fc.constantFrom('MessageToOperator', 'MessageToVisitor', 'OfflineMessage'), {
      minLength: 1,
    }),
    pause: fc.integer({ min: 0, max: 90_000 }),
    operators: fc.subarray([...OPERATORS]),
    overall_chat: fc.option(fc.integer({ min: 1, max: 5 })),
  })
  .map(({ start, kinds, pause, operators, overall_chat }) => ({
    kind: 'Conversation',
    items: kinds.map((kind, index) => ({
      kind,
      timestamp: ((start * 1000 + index * pause) / 1000).toFixed(6),
    })),
    operators: Object.fromEntries(operators.map((operator) => [String(operator.id), operator])),
    visitor: { id: 'v1', chat_feedback: { overall_chat } },
  }));

/** What Olark posts of a conversation: a start, the transcript, the transcript as it goes on, in any order. */
const posted: fc.Arbitrary<OlarkConversation[]> = chats.chain((chat) =>
  fc.shuffledSubarray([
    { ...chat, eventType: 'start', items: [], operators: {}, visitor: { id: 'v1', chat_feedback: {} } },
    { ...chat, items: chat.items?.slice(0, -1) ?? [], visitor: { id: 'v1' } },
    chat,
    // An operator sends the transcript once more.
    { ...chat, manuallySubmitted: true },
  ]),
);

const generated = fc
  .sample(posted, { seed: 7, numRuns: 150 })
  .flatMap((deliveries, index) =>
    deliveries.map((chat) => ({ ...chat, id: `conversation ${String(index)}` })),
  );

/** The track events in the order in which RudderStack gets them. */
const received = [...documentedFixtures.map(({ payload }) => payload), ...generated].map(
  (payload, index) => ({
    ...trackOf(payload),
    receivedAt: new Date(1_720_800_000_000 + index).toISOString(),
  }),
);

/** The latest transcript of each conversation: the longest, of those a rated one, and of those the last that came. */
const transcripts = [
  ...new Map(
    received
      .filter(({ properties }) => properties['eventType'] !== 'start')
      .sort(
        (a, b) =>
          countOf(a) - countOf(b) ||
          Number(isRated(a)) - Number(isRated(b)) ||
          a.receivedAt.localeCompare(b.receivedAt),
      )
      .map((event) => [event.properties.conversationId, event]),
  ).values(),
];

function countOf({ properties }: RudderTrackEvent): number {
  return properties.messageCount ?? 0;
}

function isRated({ properties }: RudderTrackEvent): boolean {
  return typeof properties.chat_feedback?.overall_chat === 'number';
}

function groupedBy<T>(values: readonly T[], keyOf: (value: T) => string): [key: string, values: T[]][] {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The `identify` call that the README makes of a track event. */
function identifyOf(track: RudderTrackEvent): LoadedEvent {
  const code = section.find(({ language }) => language === 'ts')?.code ?? '';
  const [statement = ''] = /^const identify = \{[^]*?^\};$/m.exec(code) ?? [];
  return runInNewContext(`${statement} identify`, { track }) as LoadedEvent;
}

const { payload: transcript } = fixture('conversation-transcript');
let database: PGlite;

beforeAll(async () => {
  database = await databaseOf([...received, identifyOf(trackOf(transcript))].map(rowOf));
  await database.exec(view);
}, 60_000);

afterAll(() => database.close());

it('the README has the table column by column', () => {
  expect(readme).toContain(columnTable());
});

describe('the SQL of the README', () => {
  it('has the latest transcript of each conversation, and no start', async () => {
    const { rows } = await database.query<{ id: string }>('select id from transcripts');
    expect(transcripts.length).toBeGreaterThan(100);
    expect(transcripts.length).toBeLessThan(received.length / 1.5);
    expect(rows.map(({ id }) => id).sort()).toStrictEqual(
      transcripts.map(({ messageId }) => messageId).sort(),
    );
  });

  it('makes its view before a start or a rating has come', async () => {
    const young = await databaseOf(
      [{ ...trackOf(fixture('offline-message').payload), receivedAt: '2024-07-08' }].map(rowOf),
    );
    await young.exec(view);
    expect((await young.query('select id from transcripts')).rows).toHaveLength(1);
    await young.close();
  });

  it('has the time to first response by day', async () => {
    const asked = transcripts.filter(({ properties }) => (properties.visitorMessageCount ?? 0) > 0);
    const expected = groupedBy(asked, ({ properties }) => properties.startedAt?.slice(0, 10) ?? '').map(
      ([day, events]) => {
        const seconds = events.flatMap(({ properties }) => properties.firstResponseSeconds ?? []);
        return {
          day: new Date(day),
          conversations: events.length,
          answered: seconds.length,
          median_seconds: median(seconds),
        };
      },
    );
    const { rows } = await database.query(responses);
    expect(expected.length).toBeGreaterThan(5);
    expect(rows).toStrictEqual(expected);
  });

  it('has the ratings by operator', async () => {
    const given = transcripts.flatMap(({ properties }) => {
      const rating = properties.chat_feedback?.overall_chat;
      const operators = (properties.operators ?? []) as OlarkOperator[];
      return typeof rating === 'number' ? operators.map((operator) => ({ operator, rating })) : [];
    });
    const expected = groupedBy(given, ({ operator }) => String(operator.id)).map(([id, rated]) => ({
      operator_id: id,
      nickname: rated[0]?.operator.nickname,
      ratings: rated.length,
      average: (rated.reduce((sum, { rating }) => sum + rating, 0) / rated.length).toFixed(2),
    }));
    const { rows } = await database.query<{ operator_id: string; average: string }>(ratings);
    expect(expected.length).toBeGreaterThan(5);
    expect([...rows].sort((a, b) => (a.operator_id < b.operator_id ? -1 : 1))).toStrictEqual(expected);
    const averages = rows.map(({ average }) => Number(average));
    expect(averages).toStrictEqual([...averages].sort((a, b) => b - a));
  });
});

describe('the identify call of the README', () => {
  it('makes a row of users that has what is known of the visitor, custom fields as JSON', async () => {
    const track = trackOf(transcript);
    const { rows } = await database.query('select * from users where user_id = $1', [track.userId]);
    expect(rows).toStrictEqual([
      {
        user_id: track.userId,
        name: 'Noor Haddad',
        email: 'noor@example.com',
        city: 'Springfield',
        region: 'IL',
        country: 'United States',
        organization: 'Haddad Freight',
        country_code: 'US',
        kind: 'Visitor',
        custom_fields: { plan: 'trial' },
      },
    ]);
  });
});

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return sorted.length === 0 ? null : ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2;
}
