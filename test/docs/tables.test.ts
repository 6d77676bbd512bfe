import { expect, it } from 'vitest';

import { tablesIn, withTables } from '../support/documents.js';
import { DOCUMENTS, readDocument } from '../support/markdown.js';
import { tables } from '../support/tables.js';

it.each(DOCUMENTS)('%s has the tables that the code makes (else run `npm run update`)', async (path) => {
  const text = readDocument(path);
  expect(await withTables(text)).toBe(text);
});

it('every table is in a document', () => {
  const shown = DOCUMENTS.flatMap((path) => tablesIn(readDocument(path)));
  expect(shown).toEqual(expect.arrayContaining(Object.keys(tables)));
});
