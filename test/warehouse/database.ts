import { readFileSync } from 'node:fs';

import type { PGlite } from '@electric-sql/pglite';

import type { Cell, Row } from './loader.js';

const guide = readFileSync(new URL('../../docs/warehouse.md', import.meta.url), 'utf8');

/** The first block of code under a heading of the guide. */
export function blockUnder(heading: string, language = 'sql'): string {
  const section = guide.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`));
  const [, code] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(section ?? '') ?? [];
  if (code === undefined) throw new Error(`The guide has no ${language} under ${heading}.`);
  return code;
}

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
