import { differencesTable } from '../docs/differences.js';
import { alterTable, columnTables } from '../warehouse/columns.js';
import { mappingTables } from './mapping-table.js';

/** The tables of README and guides that are made from the code, as Markdown, by the name that their marker has. */
export const tables: Readonly<Record<string, () => string>> = {
  ...mappingTables,
  differences: differencesTable,
  'warehouse-columns': columnTables,
  'warehouse-alter-table': alterTable,
};
