import { PGlite } from '@electric-sql/pglite';

import { type Cell, type Row, Schema } from './loader.js';

/** A Postgres with the tables that the rows make, and the rows in them. */
export async function databaseOf(rows: readonly Row[]): Promise<PGlite> {
  const database = await PGlite.create();
  const { tables, discarded } = new Schema(rows);
  if (discarded.length > 0) throw new Error(`There are columns of two types: ${discarded.join('; ')}`);
  for (const [table, columns] of tables) {
    const definitions = Array.from(columns, ([column, { type }]) => `"${column}" ${type}`);
    await database.exec(`create table "${table}" (${definitions.join(', ')})`);
    const records = rows
      .filter((row) => row.table === table)
      .map(({ cells }) => Object.fromEntries(Array.from(cells, ([column, cell]) => [column, valueOf(cell)])));
    await database.query(
      `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1)`,
      [records],
    );
  }
  return database;
}

/** A cell as it arrives: text is UTF-8 on its way, in which there is no lone surrogate. */
function valueOf({ type, value }: Cell): unknown {
  return type === 'jsonb' ? JSON.parse(String(value), wellFormed) : wellFormed('', value);
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? new TextDecoder().decode(new TextEncoder().encode(value)) : value;
}
