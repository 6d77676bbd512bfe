import type { PGlite } from '@electric-sql/pglite';

import type { Cell, Row } from './loader.js';

/** Creates a table as its first row makes it. */
export async function createTable(database: PGlite, { table, cells }: Row): Promise<void> {
  const definitions = Array.from(cells, ([column, { type }]) => `"${column}" ${type}`);
  await database.exec(`create table "${table}" (${definitions.join(', ')})`);
}

/** Inserts rows into tables that have all their columns. */
export async function insert(database: PGlite, rows: readonly Row[]): Promise<void> {
  for (const table of new Set(rows.map((row) => row.table))) {
    const records = rows
      .filter((row) => row.table === table)
      .map(({ cells }) => Object.fromEntries(Array.from(cells, ([column, cell]) => [column, valueOf(cell)])));
    await database.query(
      `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1)`,
      [records],
    );
  }
}

/** A cell as it arrives: text travels as UTF-8, which has no lone surrogates. */
function valueOf({ type, value }: Cell): unknown {
  if (typeof value !== 'string') return value;
  const text = value.replace(type === 'jsonb' ? /\\ud[89a-f]../g : /\p{Surrogate}/gu, '\ufffd');
  return type === 'jsonb' ? (JSON.parse(text) as unknown) : text;
}
