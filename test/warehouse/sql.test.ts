import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { items } from '../support/arbitraries.js';
import { fixtures } from '../support/fixtures.js';
import { recipe } from '../support/markdown.js';
import { posted } from './chats.js';
import { type Row, rowOf } from './loader.js';

const blockUnder = (heading: string, position = 0) => recipe('docs/warehouse.md', heading, position);

/** The rows of deliveries, a minute apart. */
function rowsOf(payloads: readonly unknown[]): Row[] {
  return payloads.flatMap((payload, minute) => {
    const receivedAt = new Date(Date.UTC(2024, 6, 10, 0, minute)).toISOString();
    return transformOlark(payload, { profile: 'warehouse' }).map((event) => rowOf({ ...event, receivedAt }));
  });
}

let database: PGlite;

/** Creates a table as its first row makes it. */
async function create({ table, cells }: Row): Promise<void> {
  const definitions = Array.from(cells, ([column, { type }]) => `"${column}" ${type}`);
  await database.exec(`create table "${table}" (${definitions.join(', ')})`);
}

/** Inserts rows into tables that have all their columns. */
async function insert(rows: readonly Row[]): Promise<void> {
  for (const { table, cells } of rows) {
    const record = Array.from(cells, ([column, { type, value }]) => [
      column,
      type === 'jsonb' ? (JSON.parse(String(value)) as unknown) : value,
    ]);
    // Postgres takes neither NUL nor half of a surrogate pair.
    const json = JSON.stringify(Object.fromEntries(record), (_, value: unknown) =>
      typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '\ufffd') : value,
    );
    await database.query(`insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1)`, [
      json,
    ]);
  }
}

beforeAll(async () => {
  database = await PGlite.create();
  // The first delivery, a start with a group, makes the tables; the guide's statement adds the other columns.
  const rows = rowsOf(posted);
  for (const row of rows.slice(0, 2)) await create(row);
  await database.exec(blockUnder('Create the columns'));
  await database.exec(blockUnder('The latest transcript of each conversation'));
  await database.exec(blockUnder('One row for each message'));
  await insert(rows);
}, 60_000);

afterAll(() => database.close());

const query = async (sql: string) => (await database.query(sql)).rows;
/** The rows as lists, in the order of the columns. */
const lists = async (sql: string) => (await database.query(sql, [], { rowMode: 'array' })).rows;

describe('the views of the guide', () => {
  it('have the latest transcript of each conversation, and no start', async () => {
    const rows = await lists(
      `select conversation_id, user_id, message_count, chat_feedback_overall_chat, event_text
       from transcripts order by started_at`,
    );
    expect(rows).toStrictEqual([
      ['9QRF9YWM5XW3ZSU7P9CGWRU89944341', '4Z7TQ0JXBM8R2LKD6W1YVHN3S9F5PGCA', 2, null, 'conversation'],
      ['rated later', 'v1', 5, 5, 'Conversation'],
      ['greeted', 'v2', 2, null, 'Conversation'],
      ['goes on', 'v3', 4, 2, 'Conversation'],
      [null, 'v1', 2, null, 'Conversation'],
      [null, 'v1', 1, null, 'Conversation'],
      ['offline', 'v6', 1, null, 'Conversation'],
    ]);
  });

  it('have the messages in order of time, with the time that an answer took', async () => {
    const rows = await lists(
      `select number, to_char(written_at at time zone 'UTC', 'HH24:MI:SS.MS'), body, operator_id, wait_seconds
       from messages where conversation_id in ('goes on', 'rated later') order by conversation_id, number`,
    );
    expect(rows).toStrictEqual([
      [1, '11:00:01.000', 'One', null, null],
      [2, '11:00:05.000', 'Two', null, null],
      [3, '11:00:05.000', 'First', '4821', '4.000'],
      [4, '11:00:15.000', 'Second', '98', null],
      [1, '09:00:00.500', 'Hello', null, null],
      [2, '09:00:10.000', 'Anyone there?', null, null],
      [3, '09:00:30.500', 'Hi!', '98', '30.000'],
      [4, '09:01:00.000', 'Thanks', null, null],
      [5, '09:01:10.000', 'Welcome', '98', '10.000'],
    ]);
  });

  it('agree with the columns of facts, whatever was sent', async () => {
    const generated = fc.sample(items, { seed: 21, numRuns: 400 }).map((list, index) => ({
      kind: 'Conversation',
      id: String(index),
      items: list,
      visitor: { id: 'v1' },
    }));
    const tracks = rowsOf([...fixtures.map(({ payload }) => payload), ...generated]).filter(
      ({ table }) => table === 'conversation',
    );
    await database.exec('begin; delete from conversation');
    await insert(tracks);
    await database.exec('analyze conversation');
    const [compared] = await query(
      `select
         count(average_response_seconds) > 100 as has_many,
         count(*) filter (where first_response_seconds is distinct from first_wait) as other_first,
         count(*) filter (where average_response_seconds is distinct from average_wait) as other_average
       from transcripts left join (
         select transcript_id, round(avg(wait_seconds)) as average_wait,
           round((array_agg(wait_seconds order by number) filter (where wait_seconds is not null))[1]) as first_wait
         from messages group by transcript_id
       ) as waits on transcript_id = id`,
    );
    await database.exec('rollback');
    expect(compared).toStrictEqual({ has_many: true, other_first: 0, other_average: 0 });
  });
});

describe('the check of columns of the guide', () => {
  const misfits = () => lists(blockUnder('Create the columns', 1));

  it('finds none where the columns were created first', async () => {
    expect(await misfits()).toStrictEqual([]);
  });

  it('finds each column that has another type', async () => {
    await database.exec(`begin;
      create schema other; set local search_path to other;
      create table conversation (id text, received_at timestamptz, chat_feedback_comments timestamptz, items text);
      create table groups (kind bigint)`);
    await database.exec(blockUnder('Create the columns'));
    const found = await misfits();
    await database.exec('rollback');
    expect(found.sort()).toStrictEqual([
      ['conversation', 'chat_feedback_comments', 'timestamp with time zone'],
      ['conversation', 'items', 'text'],
      ['groups', 'kind', 'bigint'],
    ]);
  });
});

const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** What the queries of the guide find, by their headings. */
const answers: Readonly<Record<string, readonly object[]>> = {
  'Time to first response by day': [
    { day: day('2011-06-03'), chats: 1, answered: 1, median_seconds: 5 },
    { day: day('2024-07-08'), chats: 3, answered: 2, median_seconds: 17 },
    { day: day('2024-07-09'), chats: 2, answered: 1, median_seconds: 3 },
  ],
  'Chats that nobody answered': [
    { conversation_id: 'greeted', started_at: new Date('2024-07-08T10:00:00Z') },
    { conversation_id: null, started_at: new Date('2024-07-09T13:00:00Z') },
  ],
  'Ratings by operator': [
    { operator_id: '98', nickname: 'Mika', ratings: 2, average: '3.50' },
    { operator_id: '4821', nickname: 'Sam', ratings: 1, average: '2.00' },
  ],
  'Chats by group': [
    { group_id: 'g2', name: 'Support', chats: 3 },
    { group_id: 'g1', name: 'Sales', chats: 2 },
  ],
  'Conversations that began and have no transcript': [
    { conversation_id: 'no transcript', user_id: 'v5', began_at: new Date('2024-07-10T00:01:00Z') },
  ],
  'New and returning visitors by day': [
    { day: day('2011-06-03'), new_visitors: 1, returning_visitors: 0 },
    { day: day('2024-07-08'), new_visitors: 3, returning_visitors: 0 },
    { day: day('2024-07-09'), new_visitors: 1, returning_visitors: 1 },
  ],
  'Custom fields': [
    { plan: null, chats: 5 },
    { plan: 'free', chats: 1 },
    { plan: 'gold', chats: 1 },
  ],
};

describe('the queries of the guide', () => {
  it.each(Object.entries(answers))('%s', async (heading, rows) => {
    expect(await query(blockUnder(heading))).toMatchObject(rows);
  });

  it('A transcript as text', async () => {
    const rows = await query(blockUnder('A transcript as text'));
    expect(rows).toHaveLength(7);
    expect(rows).toContainEqual(
      expect.objectContaining({
        conversation_id: 'goes on',
        transcript: '11:00:01 Noor: One\n11:00:05 Noor: Two\n11:00:05 Sam: First\n11:00:15 Mika: Second',
      }),
    );
  });
});
