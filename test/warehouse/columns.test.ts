import fc from 'fast-check';
import { type OlarkGroup, transformOlark } from '../../src/index.js';
import { parseDelivery } from '../../src/mappers/index.js';
import { describe, expect, it } from 'vitest';

import { fixtures } from '../support/fixtures.js';
import { fullDelivery } from '../support/mapping-table.js';
import { columns, columnsOf, postgresType } from './columns.js';
import { deliveries, type Fields, full, oddCases } from './deliveries.js';
import { type Row, rowOf, type Warehouse, WAREHOUSES } from './loader.js';

const cases = [
  ...fixtures.map(({ name, payload }) => [`fixture ${name}`, payload] as const),
  ...Object.entries(oddCases),
  // The compiler asks for each field that is added to Olark's types here.
  ['a full delivery', fullDelivery] as const,
];

function rowsOf(payload: unknown, warehouse: Warehouse): Row[] {
  return transformOlark(payload, { profile: 'warehouse' }).map((event) =>
    rowOf({ ...event, receivedAt: '2024-07-08T10:00:00.000Z' }, warehouse),
  );
}

/** The cells that are in no column of the list, or of another type than theirs. */
function misfits({ table, cells }: Row, warehouse: Warehouse): string[] {
  return [...cells].flatMap(([name, { type, value }]) => {
    const column = columnsOf(table).get(name);
    const listed = column && postgresType(column);
    const expected = listed === 'jsonb' && warehouse === 'ignores jsonPaths' ? 'text' : listed;
    // A column of text that exists takes text that looks like a date.
    const fits = type === expected || (type === 'timestamptz' && expected === 'text');
    return fits ? [] : [`${table}.${name}: ${String(expected)}, not ${type} (${String(value)})`];
  });
}

/** Every value, as text, with how often it is there. Absent values and empty objects are none. */
function leaves(value: unknown, counts = new Map<string, number>()): Map<string, number> {
  if (value === null || value === undefined || value === '') return counts;
  if (typeof value === 'object') for (const inner of Object.values(value)) leaves(inner, counts);
  else {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Every value that can be read from a row, that of JSON text included. */
function readable({ table, cells }: Row): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name, { value }] of cells) {
    const isJson = ['jsonb', 'JSON text'].includes(columnsOf(table).get(name)?.type ?? '');
    leaves(isJson ? JSON.parse(String(value)) : value, counts);
  }
  // A label is in two columns.
  for (const label of ['browser', 'os']) {
    const parts = ['name', 'version'].map((part) => cells.get(`context_${label}_${part}`)?.value);
    if (parts[1] !== undefined) leaves(parts.join(' '), counts);
  }
  return counts;
}

/** The values of a conversation or a group that its row lacks, or has less often. */
function lost(source: unknown, row: Row, labels: readonly unknown[] = []): string[] {
  const found = readable(row);
  return [...leaves(source)].flatMap(([value, count]) => {
    // White space in a label is tidied.
    const tidied = labels.includes(value) && value.trim() !== '' ? value.trim().replace(/\s+/g, ' ') : value;
    return (found.get(tidied) ?? 0) < count ? [value] : [];
  });
}

describe.each(WAREHOUSES)('in a warehouse that %s', (warehouse) => {
  function check(payload: unknown): void {
    const rows = rowsOf(payload, warehouse);
    expect(rows.flatMap((row) => misfits(row, warehouse))).toStrictEqual([]);
    const conversation = parseDelivery(payload);
    const { browser, operatingSystem } = conversation.visitor;
    const [track, ...groups] = rows;
    expect(track && lost(conversation, track, [browser, operatingSystem])).toStrictEqual([]);
    for (const row of groups) {
      const id = row.cells.get('group_id')?.value;
      const sources = conversation.groups?.filter((group) => String((group as OlarkGroup | null)?.id) === id);
      expect(sources?.map((group) => lost(group, row))).toContainEqual([]);
    }
  }

  it.each(cases)('%s fills listed columns, each of its type, and loses nothing', (_, payload) => {
    check(payload);
  });

  it('any delivery fills listed columns, each of its type, and loses nothing', () => {
    fc.assert(fc.property(deliveries, check), { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) });
  });
});

describe('the list of columns', () => {
  it('has no column that no delivery fills', () => {
    const filled = cases.flatMap(([, payload]) =>
      rowsOf(payload, 'honours jsonPaths').flatMap(({ table, cells }) =>
        Array.from(cells.keys(), (column) => `${table}.${column}`),
      ),
    );
    const list = columns.map(({ table, column }) => `${table}.${column}`);
    expect(list.filter((column) => !filled.includes(column))).toStrictEqual([]);
  });

  it('names the field that a column holds', () => {
    const [row] = rowsOf(full, 'honours jsonPaths');
    for (const { column, type, from } of columnsOf('conversation').values()) {
      const [, path] = /^`([\w.]+)`$/.exec(from) ?? [];
      if (path === undefined) continue;
      const field = path.split('.').reduce<unknown>((inner, key) => (inner as Fields)[key], full);
      const expected = ['jsonb', 'JSON text'].includes(type) ? JSON.stringify(field) : field;
      expect([column, row?.cells.get(column)?.value]).toStrictEqual([column, expected]);
    }
  });
});
