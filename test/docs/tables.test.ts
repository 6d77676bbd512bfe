import { join } from 'node:path';

import { expect, it } from 'vitest';

import { tables, tablesIn, withTables } from '../support/documents.js';
import { DOCUMENTS, readDocument } from '../support/markdown.js';
import { columnFiles } from '../warehouse/columns.js';
import { ROOT } from './code.js';

it.each(DOCUMENTS)('%s has the tables that the code makes', async (path) => {
  await expect(await withTables(readDocument(path))).toMatchFileSnapshot(join(ROOT, path));
});

it.each(Object.entries(columnFiles))('%s creates the columns of the list', async (path, make) => {
  await expect(make()).toMatchFileSnapshot(join(ROOT, path));
});

it('every table is in a document', () => {
  const shown = DOCUMENTS.flatMap((path) => tablesIn(readDocument(path)));
  expect(shown).toEqual(expect.arrayContaining(Object.keys(tables)));
});

it.each(DOCUMENTS)(
  'every marker of a table in %s is spelt right and closed; else its table would not be made',
  (path) => {
    const document = readDocument(path);
    const markers = document.match(/<!--[^>]*table/g) ?? [];
    expect(markers).toHaveLength(2 * tablesIn(document).length);
  },
);
