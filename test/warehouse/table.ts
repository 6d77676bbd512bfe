import { code, table } from '../support/mapping-table.js';
import { conversationColumns } from './columns.js';

/** The table `conversation` column by column, in Markdown. */
export function columnTable(): string {
  const rows = Array.from(conversationColumns, ([column, { type, path }]) => [
    code(column),
    type,
    code(path),
  ]);
  return table([['Column', 'Type', 'In the event'], ...rows]);
}
