import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { identifyCall } from '../../src/mappers.js';
import { items } from '../support/arbitraries.js';
import { fixtures } from '../support/fixtures.js';
import { blocksOf, recipe } from '../support/markdown.js';
import { posted } from './chats.js';
import { type Row, rowsOf } from './loader.js';
import { expandSql, printedByPsql, readSql } from './psql.js';

/** The rows of deliveries, a minute apart. */
function rowsOfDeliveries(payloads: readonly unknown[]): Row[] {
  return payloads.flatMap((payload, minute) => {
    const receivedAt = new Date(Date.UTC(2024, 6, 10, 0, minute)).toISOString();
    const [track, ...groups] = transformOlark(payload, { profile: 'warehouse' });
    const identify = identifyCall(track);
    return [track, ...groups, ...(identify ? [identify] : [])].flatMap((event) =>
      rowsOf({ ...event, receivedAt }),
    );
  });
}

let database: PGlite;

/** Creates a table as RudderStack does, with the columns of its first row. */
async function createTable({ table, cells }: Row): Promise<void> {
  const definitions = Array.from(cells, ([column, { type }]) => `"${column}" ${type}`);
  await database.exec(`create table "${table}" (${definitions.join(', ')})`);
}

/** Inserts rows into tables that have all their columns. */
async function insert(rows: readonly Row[]): Promise<void> {
  for (const table of new Set(rows.map((row) => row.table))) {
    const records = rows.filter((row) => row.table === table).map(recordOf);
    // `users` has one row for each user, the latest.
    const kept =
      table === 'users' ? [...new Map(records.map((user) => [user['id'], user])).values()] : records;
    // Postgres takes neither NUL nor half of a surrogate pair.
    const json = JSON.stringify(kept, (_, value: unknown) =>
      typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '\ufffd') : value,
    );
    const sql = `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1)`;
    await database.query(sql, [json]);
  }
}

/** A row as an object, by column. */
function recordOf({ cells }: Row): Record<string, unknown> {
  const values = Array.from(cells, ([column, { type, value }]) => [
    column,
    type === 'jsonb' ? (JSON.parse(String(value)) as unknown) : value,
  ]);
  return Object.fromEntries(values) as Record<string, unknown>;
}

/** What psql prints for one of the queries that users copy. */
const printed = (query: string) => printedByPsql(database, readSql(`queries/${query}.sql`));

/** The rows of a query as lists, in the order of its columns. */
async function lists(sql: string): Promise<unknown[]> {
  return (await database.query<unknown[]>(sql, [], { rowMode: 'array' })).rows;
}

beforeAll(async () => {
  database = await PGlite.create();
  const rows = rowsOfDeliveries(posted);
  for (const table of ['conversation', 'tracks', 'groups', 'identifies', 'users']) {
    const first = rows.find((row) => row.table === table);
    if (first) await createTable(first);
  }
  await database.exec(expandSql('setup.sql'));
  await insert(rows);
}, 120_000);

afterAll(() => database.close());

// What a test changes is gone after it.
beforeEach(async () => {
  await database.exec('begin');
});
afterEach(async () => {
  await database.exec('rollback');
});

describe('setup.sql', () => {
  it('runs every file of its folder, in the order of their numbers', () => {
    const included = [...readSql('setup.sql').matchAll(/^\\ir setup\/(\S+)$/gm)].map(([, name]) => name);
    expect(included).toStrictEqual(readdirSync('docs/examples/warehouse/setup').sort());
  });

  it('can run again, with views of the user on its own', async () => {
    await database.exec(
      'create view mine as select transcript_id, wait_seconds, overall_chat from messages join ratings using (transcript_id)',
    );
    await database.exec('alter table conversation add column added_later text');
    await database.exec(expandSql('setup.sql'));
    expect(await lists('select count(*) from mine')).toStrictEqual([[11]]);
    expect(await lists('select count(added_later) from transcripts')).toStrictEqual([[0]]);
  });

  it('runs before there are groups and identify events', async () => {
    await database.exec(`create schema young; set local search_path to young;
      create table conversation (id text, user_id text, received_at timestamptz);
      create table tracks (id text, user_id text)`);
    await database.exec(expandSql('setup.sql'));
    expect(await lists('select * from transcripts')).toStrictEqual([]);
  });
});

describe('the view', () => {
  it('transcripts has the latest transcript of each conversation, and no start', async () => {
    const rows = await lists(
      `select conversation_id, user_id, message_count, chat_feedback_overall_chat, event_text
       from transcripts order by started_at`,
    );
    expect(rows).toStrictEqual([
      ['9QRF9YWM5XW3ZSU7P9CGWRU89944341', '4Z7TQ0JXBM8R2LKD6W1YVHN3S9F5PGCA', 2, null, 'conversation'],
      ['at night', 'v8', 2, 4, 'Conversation'],
      ['rated later', 'v1', 5, 5, 'Conversation'],
      ['greeted', 'v2', 2, null, 'Conversation'],
      ['goes on', 'v3', 4, 2, 'Conversation'],
      [null, 'v1', 2, null, 'Conversation'],
      [null, 'v1', 1, null, 'Conversation'],
      ['greeted by another', 'v2', 3, null, 'Conversation'],
      ['offline', 'v6', 1, null, 'Conversation'],
    ]);
  });

  it('messages has the messages in order of time, with the time that an answer took', async () => {
    const rows = await lists(
      `select number, to_char(local_time(written_at), 'HH24:MI:SS.MS'), body, operator_id, wait_seconds
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

  it('response_times has each answer that the visitor waited for, and none of those before and after', async () => {
    const rows = await lists(
      `select conversation_id, turn, operator_id, wait_seconds
       from response_times where conversation_id is not null order by conversation_id, turn`,
    );
    expect(rows).toStrictEqual([
      ['9QRF9YWM5XW3ZSU7P9CGWRU89944341', 1, '1234', '4.800'],
      ['at night', 1, '4821', '60.000'],
      ['goes on', 1, '4821', '4.000'],
      ['greeted by another', 1, '4821', '20.000'],
      ['rated later', 1, '98', '30.000'],
      ['rated later', 2, '98', '10.000'],
    ]);
  });

  it('ratings has each transcript with an answer of the survey', async () => {
    const rows = await lists(
      `select conversation_id, overall_chat, responsiveness, knowledge, friendliness, comments
       from ratings order by conversation_id`,
    );
    expect(rows).toStrictEqual([
      ['at night', 4, null, null, 5, null],
      ['goes on', 2, null, null, null, null],
      ['rated later', 5, null, null, null, '2024-07-08'],
    ]);
  });

  it('operator_names has the latest nickname of each operator', async () => {
    const renamed = {
      kind: 'Conversation',
      id: 'renamed',
      items: [{ kind: 'MessageToVisitor', timestamp: '1900000000' }],
      operators: { 98: { nickname: 'Mikaela' }, 4821: {}, 7: {} },
      visitor: { id: 'v9' },
    };
    await insert(rowsOfDeliveries([renamed]));
    expect(await lists('select * from operator_names order by operator_id')).toStrictEqual([
      ['1234', 'Jo'],
      ['4821', 'Sam'],
      ['98', 'Mikaela'],
    ]);
  });

  it('response_times agrees with the columns of facts, whatever was sent', async () => {
    // Some messages name no operator; the times of several are the same.
    const operators = ['98', '4821', undefined];
    const generated = fc.sample(items, { seed: 21, numRuns: 400 }).map((list, index) => ({
      kind: 'Conversation',
      id: String(index),
      items: list.map((item, place) => ({ ...item, operatorId: operators[(index + place) % 3] })),
      visitor: { id: 'v1' },
    }));
    const rows = rowsOfDeliveries([...fixtures.map(({ payload }) => payload), ...generated]);
    await database.exec('delete from conversation');
    await insert(rows.filter(({ table }) => table === 'conversation'));
    await database.exec('analyze conversation');
    const compared = await database.query(
      `select
         count(average_response_seconds) > 100 as has_many,
         count(*) filter (where first_response_seconds is distinct from first_wait) as other_first,
         count(*) filter (where average_response_seconds is distinct from average_wait) as other_average,
         count(*) filter (where first_responder_id is distinct from first_operator) as other_responder
       from transcripts left join (
         select
           transcript_id,
           round(avg(wait_seconds)) as average_wait,
           round(min(wait_seconds) filter (where turn = 1)) as first_wait,
           min(operator_id) filter (where turn = 1) as first_operator
         from response_times group by transcript_id
       ) as waits on transcript_id = id`,
    );
    expect(compared.rows).toStrictEqual([
      { has_many: true, other_first: 0, other_average: 0, other_responder: 0 },
    ]);
  });
});

/** What psql prints for the files of `queries`. */
const prints: Readonly<Record<string, string>> = {
  'first-response-by-day': `
    day     | chats | answered | median_seconds | ninety_percent_within
------------+-------+----------+----------------+-----------------------
 2011-06-03 |     1 |        1 |              5 |                     5
 2024-06-30 |     1 |        1 |             60 |                    60
 2024-07-08 |     3 |        2 |             17 |                    30
 2024-07-09 |     3 |        2 |           11.5 |                    20
(4 rows)`,
  'first-response-by-operator': `
 operator_id | nickname | first_responses | median_seconds
-------------+----------+-----------------+----------------
 1234        | Jo       |               1 |              5
 98          | Mika     |               2 |           16.5
 4821        | Sam      |               3 |             20
(3 rows)`,
  'responses-by-operator': `
 operator_id | nickname | answers | median_seconds
-------------+----------+---------+----------------
 1234        | Jo       |       1 |            4.8
 98          | Mika     |       3 |           10.0
 4821        | Sam      |       3 |           20.0
(3 rows)`,
  'unanswered-chats': `
 conversation_id |     started_at      |  name   | email |     phone
-----------------+---------------------+---------+-------+----------------
                 | 2024-07-09 13:00:00 |         |       |
 greeted         | 2024-07-08 09:40:00 | Bo Lund |       | (222) 222-2222
(2 rows)`,
  'busiest-hours': `
 weekday | hour | chats | unanswered | offline_messages
---------+------+-------+------------+------------------
 Monday  |    9 |     2 |          1 |                0
 Monday  |   11 |     1 |          0 |                0
 Tuesday |   12 |     1 |          0 |                0
 Tuesday |   13 |     1 |          1 |                0
 Tuesday |   14 |     1 |          0 |                0
 Tuesday |   20 |     0 |          0 |                1
 Friday  |   15 |     1 |          0 |                0
 Sunday  |   23 |     1 |          0 |                0
(8 rows)`,
  'ratings-by-month': `
   month    | ratings | overall_chat | responsiveness | knowledge | friendliness
------------+---------+--------------+----------------+-----------+--------------
 2024-06-01 |       1 |         4.00 |                |           |         5.00
 2024-07-01 |       2 |         3.50 |                |           |
(2 rows)`,
  'ratings-by-operator': `
 operator_id | nickname | ratings | average
-------------+----------+---------+---------
 98          | Mika     |       2 |    3.50
 4821        | Sam      |       2 |    3.00
(2 rows)`,
  tags: `
  tag   | chats | average_rating
--------+-------+----------------
 prices |     2 |           5.00
 trial  |     1 |           5.00
(2 rows)`,
  leads: `
 conversation_id |     started_at      |    name     |      email       | organization |              page
-----------------+---------------------+-------------+------------------+--------------+--------------------------------
 rated later     | 2024-07-08 09:00:00 | Noor Haddad | noor@example.com | Widgets Inc. | https://www.example.com/prices
(1 row)`,
  'chats-by-group': `
 group_id |  name   | chats
----------+---------+-------
 g2       | Support |     3
 g1       | Sales   |     2
(2 rows)`,
  'starts-without-transcript': `
 conversation_id | user_id |      began_at
-----------------+---------+---------------------
 no transcript   | v5      | 2024-07-10 00:01:00
(1 row)`,
  'new-and-returning-visitors': `
    day     | new_visitors | returning_visitors
------------+--------------+--------------------
 2011-06-03 |            1 |                  0
 2024-06-30 |            1 |                  0
 2024-07-08 |            3 |                  0
 2024-07-09 |            1 |                  2
(4 rows)`,
  'custom-fields': `
 plan | chats
------+-------
      |     7
 free |     1
 gold |     1
(3 rows)`,
  'columns-of-other-types': `
 table_name | column_name | data_type
------------+-------------+-----------
(0 rows)`,
};

describe('a query', () => {
  it.each(Object.entries(prints))('%s prints what it should', async (query, expected) => {
    expect(`\n${await printed(query)}`).toBe(expected);
  });

  it('transcripts-as-text gives the messages of each transcript as text', async () => {
    const rows = await lists(readSql('queries/transcripts-as-text.sql'));
    expect(rows).toHaveLength(9);
    expect(rows).toContainEqual([
      expect.any(String),
      'goes on',
      '11:00:01 Noor: One\n11:00:05 Noor: Two\n11:00:05 Sam: First\n11:00:15 Mika: Second',
    ]);
  });

  it('columns-of-other-types finds each column that has another type', async () => {
    await database.exec(`create schema other; set local search_path to other;
      create table conversation (id text, received_at timestamptz, chat_feedback_comments timestamptz, items text);
      create table groups (kind bigint);
      create table users (id text, organization timestamptz)`);
    await database.exec(readSql('setup/1-columns.sql'));
    expect(await lists(readSql('queries/columns-of-other-types.sql'))).toStrictEqual([
      ['conversation', 'chat_feedback_comments', 'timestamp with time zone'],
      ['conversation', 'items', 'text'],
      ['groups', 'kind', 'bigint'],
      ['users', 'organization', 'timestamp with time zone'],
    ]);
  });

  it('custom-fields reads JSON text with a NUL and with half of an emoji', async () => {
    await database.exec(
      String.raw`insert into conversation (id, context_traits_custom_fields) values
        ('NUL', '{"plan":"gold","a\u0000b":"\u0000"}'),
        ('half', '{"plan":"gold","cut":"\ud83d","\uDE00":"C:\\u0000"}'),
        ('whole', '{"plan":"gold","name":"😀"}')`,
    );
    expect(await lists(readSql('queries/custom-fields.sql'))).toContainEqual(['gold', 4]);
  });

  it('is in the table of what is printed, or has a test of its own', () => {
    const tested = [...Object.keys(prints), 'transcripts-as-text'].map((name) => `${name}.sql`);
    expect(readdirSync('docs/examples/warehouse/queries').sort()).toStrictEqual(tested.sort());
  });

  it('is shown in the guide with what it prints', () => {
    const blocks = blocksOf('docs/warehouse.md');
    const shown = blocks.flatMap(({ code }, index) => {
      const [, query] = /^psql .* -f queries\/(.+)\.sql$/m.exec(code) ?? [];
      const output = blocks[index + 1]?.code ?? '';
      return query === undefined ? [] : [{ query, output: `\n${output.trimEnd()}` }];
    });
    expect(shown.length).toBeGreaterThan(3);
    expect(shown).toStrictEqual(shown.map(({ query }) => ({ query, output: prints[query] })));
  });
});

describe('the time zone', () => {
  beforeEach(async () => {
    await database.exec(readSql('setup/2-functions.sql').replace("'UTC'", "'Europe/Berlin'"));
  });

  it('moves a chat of the night to the next day', async () => {
    const rows = await lists(readSql('queries/first-response-by-day.sql'));
    expect(rows[1]).toStrictEqual([new Date('2024-07-01T00:00:00Z'), 1, 1, 60, 60]);
  });

  it('moves its rating to the next month', async () => {
    expect(await printed('ratings-by-month')).toContain(' 2024-07-01 |       3 |         3.67 |');
  });

  it('moves it to the weekday and the hour of a local clock', async () => {
    expect(await printed('busiest-hours')).toContain(' Monday  |    1 |     1 |');
  });

  it('changes the times of messages in a transcript as text', async () => {
    const rows = await lists(readSql('queries/transcripts-as-text.sql'));
    const text = '01:30:00 Noor: Still awake?\n01:31:00 Sam: Yes';
    expect(rows).toContainEqual([expect.any(String), 'at night', text]);
  });

  it('is named in no other file', () => {
    const others = readdirSync('docs/examples/warehouse', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.sql') && name !== join('setup', '2-functions.sql'),
    );
    expect(others.filter((name) => /at time zone|UTC/i.test(readSql(name)))).toStrictEqual([]);
  });
});

describe('forget_visitor', () => {
  const forget = (id: string) => lists(`select * from forget_visitor('${id}')`);

  const HEADING = 'When somebody asks to be forgotten';

  it('is called as the guide does, for the ids that the guide finds', async () => {
    expect(await lists(recipe('docs/warehouse.md', HEADING, 0))).toStrictEqual([['v1']]);
    const output = await printedByPsql(database, recipe('docs/warehouse.md', HEADING, 1));
    expect(`${output}\n`).toBe(recipe('docs/warehouse.md', HEADING, 2));
  });

  it('deletes a visitor from every table, and tells how many rows', async () => {
    expect(await forget('v1')).toStrictEqual([
      ['conversation', 6],
      ['groups', 5],
      ['identifies', 3],
      ['tracks', 6],
      ['users', 1],
    ]);
    const left = await lists(
      `select
         'v1' in (select user_id from conversation),
         'v1' in (select user_id from groups),
         'v1' in (select user_id from identifies),
         'v1' in (select user_id from tracks),
         'v1' in (select id from users),
         'v1' in (select user_id from messages)`,
    );
    expect(left).toStrictEqual([[false, false, false, false, false, false]]);
  });

  it('leaves all other visitors', async () => {
    const others = "select count(*) from tracks where user_id <> 'v1'";
    const before = await lists(others);
    await forget('v1');
    expect(await lists(others)).toStrictEqual(before);
    expect(await lists("select count(*) from users where id = 'v2'")).toStrictEqual([[1]]);
  });

  it('deletes from the tables of events that a rule gave another name', async () => {
    await database.exec(`create table "Chat Started" (id text, user_id text);
      insert into "Chat Started" values ('a', 'v1'), ('b', 'v2')`);
    expect(await forget('v1')).toContainEqual(['Chat Started', 1]);
  });

  it('deletes the values of the visitor’s rows that did not fit their columns, and no others', async () => {
    await database.exec(`create table rudder_discards (table_name text, row_id text, column_value text);
      insert into rudder_discards
        select 'conversation', id, 'Noor' from conversation where user_id in ('v1', 'v2');
      insert into rudder_discards values ('users', 'v1', 'Noor'), ('orders', 'o1', 'kept');
      create table orders (id bigint, user_id text); insert into orders values (7, 'v1');
      create table visits (user_id text); insert into visits values ('v1')`);
    expect(await forget('v1')).toStrictEqual([
      ['conversation', 6],
      ['groups', 5],
      ['identifies', 3],
      ['orders', 1],
      ['tracks', 6],
      ['users', 1],
      ['visits', 1],
      ['rudder_discards', 7],
    ]);
    const left = await lists(
      `select
         count(*) filter (where row_id in (select id from conversation where user_id = 'v2')) > 0,
         count(*) filter (where row_id not in (select id from conversation where user_id = 'v2'))
       from rudder_discards`,
    );
    expect(left).toStrictEqual([[true, 1]]);
  });

  it('takes an id for nothing but text', async () => {
    expect(await forget("v1'' or true --")).toStrictEqual([
      ['conversation', 0],
      ['groups', 0],
      ['identifies', 0],
      ['tracks', 0],
      ['users', 0],
    ]);
  });

  it('deletes nothing from the tables of another schema', async () => {
    await database.exec(`create schema other; create table other.tracks (id text, user_id text);
      insert into other.tracks values ('a', 'v1')`);
    await forget('v1');
    expect(await lists('select count(*) from other.tracks')).toStrictEqual([[1]]);
  });
});

describe('redshift/columns.sql', () => {
  /** The columns of a schema by table and name, with their types. */
  async function columnsOf(schema: string): Promise<unknown[]> {
    return lists(
      `select table_name, column_name, coalesce(domain_name, data_type) as type, character_maximum_length
       from information_schema.columns where table_schema = '${schema}' order by table_name, column_name`,
    );
  }

  it('creates the columns of setup/1-columns.sql, with types of Redshift', async () => {
    const tables = `create table conversation (); create table tracks (); create table groups ();
      create table identifies (); create table users ();`;
    await database.exec(`create schema here; set local search_path to here; ${tables}`);
    await database.exec(readSql('setup/1-columns.sql'));
    await database.exec(`create schema redshift; set local search_path to redshift; ${tables}`);
    await database.exec('create domain super as jsonb'); // a type that only Redshift has
    await database.exec(readSql('redshift/columns.sql'));

    const redshiftTypes: Readonly<Record<string, readonly [string, number | null]>> = {
      text: ['character varying', 65535],
      jsonb: ['super', null],
      'timestamp with time zone': ['timestamp without time zone', null],
      bigint: ['bigint', null],
      boolean: ['boolean', null],
    };
    const expected = (await columnsOf('here')) as [string, string, string, null][];
    expect(await columnsOf('redshift')).toStrictEqual(
      expected.map(([table, column, type]) => [table, column, ...(redshiftTypes[type] ?? [])]),
    );
  });
});
