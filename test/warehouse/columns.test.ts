import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toId } from '../../src/common/values.js';
import { type OlarkGroup, transformOlark } from '../../src/index.js';
import { identifyCall, parseDelivery } from '../../src/mappers.js';
import { conversations } from '../support/arbitraries.js';
import { fixtures } from '../support/fixtures.js';
import { missingLeaves } from '../support/lost-leaves.js';
import { fullDelivery } from '../support/mapping-table.js';
import { columns, typesOf } from './columns.js';
import { type LoadedEvent, type Row, rowOf, rowsOf, type Warehouse, WAREHOUSES } from './loader.js';

type Fields = Record<string, unknown>;

const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

/** A delivery with other fields beside those that Olark documents, or in their place. */
function delivery(fields: Fields, visitor: Fields = {}): Fields {
  return { ...fullDelivery, ...fields, visitor: { ...fullDelivery.visitor, ...visitor } };
}

/** 300 fields with values that differ. */
function manyFields(prefix: string): Fields {
  return manyBy(prefix, (name) => `value of ${name}`);
}

/** 300 operators. */
function manyOperators(): Fields {
  return manyBy('id', (id) => ({ id, nickname: `N. ${id}` }));
}

function manyBy(prefix: string, valueOf: (name: string) => unknown): Fields {
  const names = Array.from({ length: 300 }, (_, index) => `${prefix} ${String(index)}`);
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}

const cases: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(fixtures.map(({ name, payload }) => [`the fixture ${name}`, payload])),
  // The compiler asks for each field that is added to Olark's types here.
  'a full delivery': fullDelivery,
  // These cost other layouts a column, a type or the row.
  '300 custom fields': delivery({}, { customFields: manyFields('field') }),
  '300 operators': delivery({ operators: manyOperators() }),
  '300 unknown fields': delivery(manyFields('field'), manyFields('trait')),
  'objects that look like columns': delivery(
    { message: { count: 99 }, conversation: { id: 'other' }, context: { ip: '192.0.2.1' } },
    { custom: { fields: 'other' }, browserName: 'other' },
  ),
  'names outside of ASCII': delivery({ имя: 'Anna', aé: 1, aü: 2 }, { имя: 'Boris', aé: 3, aü: 4 }),
  'names that the loaders keep for themselves': delivery({
    recordId: 'r1',
    userId: 'u1',
    sentAt: 'now',
    id2: 'x',
    uuid_ts: 'y',
    otherFields: 'z',
  }),
  'a group with names of columns': delivery({
    groups: [{ id: 'g1', Name: 'Sales', name: 'Support', Kind: 1, conversationId: 'x', groupId: 'g2' }],
  }),
  'numbers as text, and halves': delivery(
    { isLead: 'true', manuallySubmitted: 1, groups: [{ id: 1, name: 2, kind: ['Group'] }] },
    { chat_feedback: { overall_chat: '5', knowledge: 4.5, comments: 12, nps: 8, friendliness: [3] } },
  ),
  'wrong types everywhere': delivery(
    { id: ['c1'], eventType: { a: 1 }, items: 'none', tags: { a: 'b' }, groups: 7, operators: 'Mika' },
    { fullName: ['Noor'], country: { code: 'DE' }, city: true, browser: 17, operatingSystem: RAW, ip: {} },
  ),
  'a raw user-agent string': delivery(
    { eventType: null },
    { browser: RAW, operatingSystem: '', customFields: 'plan' },
  ),
  'text that looks like a date': delivery({}, { fullName: '2024-07-08', city: '2024-07-08T10:00:00Z' }),
};

/** The events of a delivery as they arrive: a track event, one for each group, and what is known of the visitor. */
function eventsOf(payload: unknown): LoadedEvent[] {
  const [track, ...groups] = transformOlark(payload, { profile: 'warehouse' });
  const identify = identifyCall(track);
  const events = identify ? [track, ...groups, identify] : [track, ...groups];
  return events.map((event) => ({ ...event, receivedAt: '2024-07-08T10:00:00.000Z' }));
}

/** The cells that are in no column of the list, or of another type than theirs. */
function misfits({ table, cells }: Row, warehouse: Warehouse): string[] {
  return [...cells].flatMap(([name, { type, value }]) => {
    const listed = typesOf(table).get(name);
    const expected = listed === 'jsonb' && warehouse === 'ignores jsonPaths' ? 'text' : listed;
    // A column of text that exists takes text that looks like a date.
    const fits = type === expected || (type === 'timestamptz' && expected === 'text');
    return fits ? [] : [`${table}.${name}: ${String(expected)}, not ${type} (${String(value)})`];
  });
}

/** What can be read from a row; a label is in two columns. */
function contentOf({ cells }: Row): Fields {
  const content: Fields = Object.fromEntries(Array.from(cells, ([name, { value }]) => [name, value]));
  for (const label of ['context_browser', 'context_os']) {
    const { [`${label}_name`]: name, [`${label}_version`]: version } = content;
    if (version !== undefined) content[label] = [name, version].join(' ');
  }
  return content;
}

describe.each(WAREHOUSES)('in a warehouse that %s', (warehouse) => {
  function check(payload: unknown): void {
    const conversation = parseDelivery(payload);
    const groups: readonly (OlarkGroup | null)[] = Array.isArray(conversation.groups)
      ? conversation.groups
      : [];
    const sources = [conversation, ...groups.filter((group) => toId(group?.id) !== undefined)];
    const events = eventsOf(payload);
    const rows = events.flatMap((event) => rowsOf(event, warehouse));
    expect(rows.flatMap((row) => misfits(row, warehouse))).toStrictEqual([]);
    // The rows of the track event and the group events hold all that was sent.
    const missing = sources.map((source, index) => {
      const event = events[index];
      return event && missingLeaves(source, contentOf(rowOf(event, warehouse)));
    });
    expect(missing).toStrictEqual(sources.map(() => []));
  }

  it.each(Object.entries(cases))(
    '%s fills listed columns, each of its type, and loses nothing',
    (_, payload) => {
      check(payload);
    },
  );

  it('any delivery fills listed columns, each of its type, and loses nothing', () => {
    // The table is called after the kind.
    const deliveries = conversations.map((conversation) => ({ ...conversation, kind: 'Conversation' }));
    fc.assert(fc.property(deliveries, check), { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) });
  });
});

describe('the list of columns', () => {
  it('has only columns that a delivery fills', () => {
    const rows = Object.values(cases).flatMap((payload) =>
      eventsOf(payload).flatMap((event) => rowsOf(event)),
    );
    for (const table of Object.keys(columns)) {
      const filled = rows.flatMap((row) => (row.table === table ? [...row.cells.keys()] : []));
      expect([...typesOf(table).keys()].filter((column) => !filled.includes(column))).toStrictEqual([]);
    }
  });

  it('says for each column which field of a delivery it holds', () => {
    const [row] = eventsOf(fullDelivery).map((event) => rowOf(event));
    for (const [name, type, from] of columns['conversation'] ?? []) {
      const [, path] = /^`([\w.]+)`$/.exec(from) ?? [];
      if (path === undefined) continue;
      const field = path.split('.').reduce<unknown>((inner, key) => (inner as Fields)[key], fullDelivery);
      const expected = ['jsonb', 'JSON text'].includes(type) ? JSON.stringify(field) : field;
      expect([name, row?.cells.get(name)?.value]).toStrictEqual([name, expected]);
    }
  });
});
