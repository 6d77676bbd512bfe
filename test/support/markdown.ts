import { readdirSync, readFileSync } from 'node:fs';

/** The README and every guide, by their paths from the repository's root. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  ...readdirSync(new URL('../../docs', import.meta.url))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A code block, and what the document says it prints; a recipe prints nothing. */
export interface Block {
  /** The document's path. */
  readonly document: string;
  /** The heading above it. */
  readonly heading: string;
  /** What stands after the opening fence: `ts`, `js`, `sql`, `json`, `sh`, … */
  readonly language: string;
  readonly code: string;
  /** The name of the file that it is, where its first line is a comment with just that: `// deliver.ts`. */
  readonly file: string | undefined;
  readonly prints: string | undefined;
}

/** A heading; or a block, and the one after it if only the word “prints” is between them. */
const HEADING_OR_BLOCK = /^#+ (.+)$|^```(\w+)\n([^]*?)^```$(?:\n\nprints\n\n```\w+\n([^]*?)^```$)?/gm;

/** The text of a document. */
export function readDocument(document: string): string {
  return readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8');
}

/** Every code block of a document, in order. */
export function blocksOf(document: string): readonly Block[] {
  let heading = '';
  const blocks: Block[] = [];
  for (const [, title, language, code = '', prints] of readDocument(document).matchAll(HEADING_OR_BLOCK)) {
    const file = /^(?:\/\/|#|--) ([\w.-]+\.\w+)$/m.exec(code.split('\n')[0] ?? '')?.[1];
    if (language === undefined) heading = title ?? '';
    else blocks.push({ document, heading, language, code, file, prints });
  }
  return blocks;
}

/** The code of one recipe under a heading: the first, unless `position` says which. Commands (`sh`) are none. */
export function recipe(document: string, heading: string, position = 0): string {
  const recipes = blocksOf(document).filter(
    (block) => block.heading === heading && block.prints === undefined && block.language !== 'sh',
  );
  const found = recipes[position];
  if (!found) throw new Error(`${document} has no recipe ${String(position)} under ${heading}.`);
  return found.code;
}

/** The code of the files that a document gives, by name. */
export function filesOf(document: string): Readonly<Record<string, string>> {
  return Object.fromEntries(blocksOf(document).flatMap(({ file, code }) => (file ? [[file, code]] : [])));
}
