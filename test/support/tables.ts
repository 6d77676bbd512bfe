import { differencesTable } from '../docs/differences.js';
import { alterTable, columnTables } from '../warehouse/columns.js';

/** What README and guides have that is made from the code, as Markdown, by the name that its marker has. */
export const tables: Readonly<Record<string, () => string>> = {
  differences: differencesTable,
  'warehouse-columns': columnTables,
  'warehouse-alter-table': alterTable,
};
