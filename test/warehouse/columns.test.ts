import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unwrap } from '../../src/delivery/unwrap.js';
import { type OlarkConversation, transformOlark } from '../../src/index.js';
import { fixture } from '../support/fixtures.js';
import { leavesOf } from '../support/values.js';
import { conversationColumns, documentedFixtures, jsonColumns, trackRow } from './columns.js';
import { conversations, conversationsWithoutParts, parts, withParts } from './conversations.js';
import { rowOf, snakeCase } from './loader.js';

/** Columns for facts that some items do not tell. */
const UNKNOWABLE = [
  ...['started_at', 'ended_at', 'duration_seconds', 'first_response_seconds'],
  ...['timestamp', 'original_timestamp'],
];

/** The columns of a conversation's track event that a value there cannot explain away. */
function steadyColumns(payload: unknown): string[] {
  const changing = new Set([...jsonColumns, ...UNKNOWABLE]);
  return [...trackRow(payload).cells.keys()].filter((column) => !changing.has(column)).sort();
}

describe('the columns of a conversation', () => {
  it('do not depend on operators, items, groups, tags or custom fields', () => {
    fc.assert(
      fc.property(conversationsWithoutParts, parts, parts, (conversation, some, others) => {
        expect(steadyColumns(withParts(conversation, some))).toStrictEqual(
          steadyColumns(withParts(conversation, others)),
        );
      }),
    );
  });

  it('are always among the same ones, each always of one type', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        for (const [column, { type }] of trackRow(conversation).cells) {
          expect([column, type]).toStrictEqual([column, conversationColumns.get(column)?.type]);
        }
      }),
    );
  });

  it.each(documentedFixtures)('are those for $name too', ({ payload }) => {
    for (const [column, { type }] of trackRow(payload).cells) {
      expect([column, type]).toStrictEqual([column, conversationColumns.get(column)?.type]);
    }
  });

  it('always have the counts, whatever else is known', () => {
    const { cells } = trackRow({ kind: 'Conversation', visitor: { id: 'v1' } });
    expect([...cells.keys()].filter((column) => /_count$|^is_/.test(column))).toStrictEqual([
      'message_count',
      'visitor_message_count',
      'operator_message_count',
      'is_offline',
    ]);
  });

  it('stay far below the 200 of an event, and their strings below 65,535, however much was said', () => {
    const many = <T>(count: number, make: (index: number) => T) =>
      Array.from({ length: count }, (_, i) => make(i));
    const { cells } = trackRow({
      kind: 'Conversation',
      id: 'c1',
      items: many(2_000, (index) => ({
        kind: index % 2 ? 'MessageToVisitor' : 'MessageToOperator',
        timestamp: `${String(1_720_429_200 + index)}.5`,
        body: 'lorem ipsum '.repeat(20),
      })),
      tags: many(10_000, (index) => `tag ${String(index)}`),
      operators: Object.fromEntries(
        many(300, (index) => [
          `operator${String(index)}`,
          {
            kind: 'Operator',
            id: `operator${String(index)}`,
            nickname: 'Sam '.repeat(50),
            emailAddress: 's@shop.example',
          },
        ]),
      ),
      groups: many(1_000, (index) => ({
        kind: 'Group',
        id: `g${String(index)}`,
        name: 'Support '.repeat(10),
      })),
      visitor: {
        id: 'v1',
        customFields: Object.fromEntries(
          many(500, (index) => [`field${String(index)}`, 'value '.repeat(30)]),
        ),
      },
    });
    expect(cells.size).toBeLessThan(60);
    const long = [...cells]
      .filter(([, { value }]) => String(value).length > 65_535)
      .map(([column]) => column);
    expect(long.sort()).toStrictEqual([...jsonColumns].sort());
    expect(long.map((column) => cells.get(column)?.type)).toStrictEqual(long.map(() => 'jsonb'));
  });
});

/** A value in which every text is another, so that none can stand in for one that was lost. */
function marked(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((inner, index) => marked(inner, `${path}.${String(index)}`));
  if (typeof value !== 'object' || value === null) return `text of ${path}`;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, marked(inner, `${path}.${key}`)]),
  );
}

/** Every value that can be read from a conversation's row: what its cells hold, and what the JSON in them does. */
function readable(payload: unknown): Set<unknown> {
  const values = [...trackRow(payload).cells.values()].flatMap(({ value }) =>
    typeof value === 'string' && /^[[{]/.test(value)
      ? leavesOf(JSON.parse(value)).map(([, leaf]) => leaf)
      : [value],
  );
  return new Set(values);
}

/** The values of a conversation that no column has; a label is in two, its name and its version. */
function lostFrom(conversation: unknown): unknown[] {
  const found = readable(conversation);
  return leavesOf(conversation).filter(([path, value]) => {
    if (value === null || value === '' || typeof value === 'object') return false;
    if (/^visitor\.(browser|operatingSystem)$/.test(path.join('.'))) return false;
    // An id that is a number becomes a string.
    return !found.has(value) && !(typeof value === 'number' && found.has(String(value)));
  });
}

const camelCase = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Fields that the profile carries under Olark's name: of two spellings of one, the first has the column. */
const CARRIED = new Set(['event_type', 'is_lead', 'manually_submitted']);

/** Fields that Olark does not send today, named as columns that there are, in both spellings, and otherwise. */
function unknownFields(columns: readonly string[], documented: object): fc.Arbitrary<object> {
  const names = [
    ...columns.flatMap((name) => [name, camelCase(name)]),
    'sentiment',
    'channel',
    'score2',
    'URL',
  ].filter((name) => !Object.hasOwn(documented, name) && !CARRIED.has(snakeCase(name)));
  const value = fc.constantFrom<unknown>('', [''], { inner: '' });
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), value), {
      maxLength: 4,
      selector: ([name]) => snakeCase(name),
    })
    .map((entries) => Object.fromEntries(entries));
}

describe('every value of a delivery', () => {
  it.each(documentedFixtures)('is in a column: $name', ({ payload }) => {
    expect(lostFrom(unwrap(payload))).toStrictEqual([]);
  });

  it('is in a column, whatever the conversation', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        expect(lostFrom(conversation)).toStrictEqual([]);
      }),
    );
  });

  it('stays in a column of its own, whatever a field that Olark adds is called', () => {
    const columns = [...conversationColumns.keys()];
    const traits = columns.flatMap((name) => /^context_traits_(.+)/.exec(name)?.[1] ?? []);
    const conversation = fixture('conversation-goes-on').payload as OlarkConversation;
    const { visitor } = conversation;
    const before = new Map(trackRow(conversation).cells);
    // Another conversation has another id.
    before.delete('id');
    fc.assert(
      fc.property(
        unknownFields(columns, conversation),
        unknownFields(traits, { ...visitor, browser: '', operatingSystem: '' }),
        fc.boolean(),
        (fields, visitorFields, isLast) => {
          const added = marked([fields, visitorFields], 'field') as [object, object];
          const person = isLast ? { ...visitor, ...added[1] } : { ...added[1], ...visitor };
          const payload = isLast
            ? { ...conversation, ...added[0], visitor: person }
            : { ...added[0], ...conversation, visitor: person };
          const found = readable(payload);
          const { cells } = trackRow(payload);
          for (const [column, { value }] of before)
            expect([column, cells.get(column)?.value]).toStrictEqual([column, value]);
          const lost = leavesOf(added).filter(([, text]) => typeof text === 'string' && !found.has(text));
          expect(lost).toStrictEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a group event', () => {
  it('is a row of a table of groups, with the group’s name and kind', () => {
    const [, group] = transformOlark(
      {
        kind: 'Conversation',
        visitor: { id: 'v1' },
        groups: [{ kind: 'Group', id: 'g1', name: 'Sales', queue: { level: 2 } }],
      },
      { profile: 'warehouse', ids: 'none' },
    );
    const { table, cells } = rowOf(group ?? { type: 'none', userId: '' });
    expect(table).toBe('groups');
    expect(Object.fromEntries([...cells].map(([column, { value }]) => [column, value]))).toStrictEqual({
      user_id: 'v1',
      group_id: 'g1',
      name: 'Sales',
      kind: 'Group',
      queue_level: 2,
      context_library_name: 'unknown',
      context_library_version: 'unknown',
      context_integration_name: 'Olark',
    });
  });
});
