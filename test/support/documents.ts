import { format, resolveConfig } from 'prettier';

import { differencesTable } from '../docs/differences.js';
import { columnTables, reservedNames } from '../warehouse/columns.js';
import { mappingTables } from './mapping-table.js';

/** The tables of README and guides that are made from the code, as Markdown, by the name that their marker has. */
export const tables: Readonly<Record<string, () => string>> = {
  ...mappingTables,
  differences: differencesTable,
  'warehouse-columns': columnTables,
  'warehouse-reserved-names': reservedNames,
};

const MARKED = /(?<=^<!-- table: (?<name>[\w -]+) -->\n)[^]*?(?=^<!-- \/table -->$)/gm;

/** A document with each table between `<!-- table: NAME -->` and `<!-- /table -->` made anew. */
export async function withTables(markdown: string): Promise<string> {
  const config = await resolveConfig('README.md');
  const made = new Map<string, string>();
  for (const name of tablesIn(markdown)) {
    const table = tables[name];
    if (!table) throw new Error(`There is no table ${name} in test/support/documents.ts.`);
    made.set(name, await format(table(), { ...config, parser: 'markdown' }));
  }
  return markdown.replace(MARKED, (_, name: string) => `\n${made.get(name) ?? ''}\n`);
}

/** The names of a document's tables. */
export function tablesIn(markdown: string): string[] {
  return [...markdown.matchAll(MARKED)].map(({ groups }) => groups?.['name'] ?? '');
}
