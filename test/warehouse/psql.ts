import { readFileSync } from 'node:fs';

import type { PGlite } from '@electric-sql/pglite';

const FOLDER = new URL('../../docs/examples/warehouse/', import.meta.url);

/** A file of the folder that users copy. */
export function readSql(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

/** What a file of psql does: the files that it includes, without the commands that psql keeps for itself. */
export function expandSql(name: string): string {
  return readSql(name)
    .replaceAll(/^\\ir (\S+)$/gm, (_, included: string) => readSql(included))
    .replaceAll(/^\\set .*$/gm, '');
}

/** The types of Postgres that queries give: boolean, bigint, integer, text, double, date, times, numeric. */
const TYPES = [16, 20, 23, 25, 701, 1043, 1082, 1114, 1184, 1700];
const NUMBERS: ReadonlySet<number> = new Set([20, 23, 701, 1700]);

/** Values as Postgres writes them. */
const AS_TEXT = Object.fromEntries(TYPES.map((type) => [type, (value: string) => value]));

/** Runs a query, and lays out its rows as psql prints them. */
export async function printedByPsql(database: PGlite, sql: string): Promise<string> {
  const { fields, rows } = await database.query<Record<string, string | null>>(sql, [], { parsers: AS_TEXT });
  const columns = fields.map(({ name, dataTypeID }) => {
    const cells = rows.map((row) => row[name] ?? '');
    const width = Math.max(name.length, ...cells.map((cell) => cell.length));
    return { name, width, isNumber: NUMBERS.has(dataTypeID) };
  });
  const head = columns.map(({ name, width }) => ` ${centered(name, width)} `).join('|');
  const line = columns.map(({ width }) => '-'.repeat(width + 2)).join('+');
  const body = rows.map((row) =>
    columns.map(({ name, width, isNumber }) => {
      const cell = row[name] ?? '';
      return ` ${isNumber ? cell.padStart(width) : cell.padEnd(width)} `;
    }),
  );
  const count = `(${String(rows.length)} ${rows.length === 1 ? 'row' : 'rows'})`;
  // Without the spaces at the ends of lines, which editors remove.
  return [head, line, ...body.map((cells) => cells.join('|')), count]
    .map((text) => text.trimEnd())
    .join('\n');
}

function centered(text: string, width: number): string {
  const before = Math.floor((width - text.length) / 2);
  return `${' '.repeat(before)}${text}`.padEnd(width);
}
