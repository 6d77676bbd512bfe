import { readFileSync } from 'node:fs';

export const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** A code block of the README, and what it says the block prints; a recipe prints nothing. */
export interface Block {
  /** The heading above it. */
  readonly heading: string;
  /** What stands after the opening fence: `ts`, `js`, `sql`, `json`, `sh`, … */
  readonly language: string;
  readonly code: string;
  readonly prints: string | undefined;
}

/** A code block that Node can run. */
export interface Example extends Block {
  readonly language: 'ts' | 'js';
}

/** A heading; or a block, and the one after it if only the word “prints” is between them. */
const HEADING_OR_BLOCK = /^#+ (.+)$|^```(\w+)\n([^]*?)^```$(?:\n\nprints\n\n```\w+\n([^]*?)^```$)?/gm;

/** Every code block, in order. */
export const blocks: readonly Block[] = readBlocks(readme);

/** Every block of TypeScript or JavaScript. */
export const examples: readonly Example[] = blocks.filter(
  (block): block is Example => block.language === 'ts' || block.language === 'js',
);

function readBlocks(markdown: string): Block[] {
  let heading = '';
  const found: Block[] = [];
  for (const [, title, language, code = '', prints] of markdown.matchAll(HEADING_OR_BLOCK)) {
    if (language === undefined) heading = title ?? '';
    else found.push({ heading, language, code, prints });
  }
  return found;
}

/**
 * Every recipe of the README, in order: the heading above it, the languages of its blocks, and the test that runs
 * them. A block is a recipe unless the README says what it prints. Commands (`sh`) and the diagram are checked
 * elsewhere.
 */
export const RECIPES: readonly (readonly [heading: string, languages: readonly string[], test: string])[] = [
  ['What Olark sends, and when', ['json'], 'test/unit/readme.test.ts'],
  ['In a pipeline', ['ts'], 'test/recipes/pipeline.test.ts'],
  ['In a user transformation', ['js', 'json'], 'test/runtimes/isolate.test.ts'],
  ["In a fork of RudderStack's transformer", ['js', 'js'], 'test/recipes/fork.test.ts'],
  ['On AWS Lambda', ['ts'], 'test/recipes/lambda.test.ts'],
  ['On Cloudflare Workers', ['js'], 'test/runtimes/workers.test.ts'],
  ['In a warehouse', ['sql', 'sql', 'sql'], 'test/warehouse/readme.test.ts'],
  ['At scale', ['ts', 'ts', 'ts'], 'test/scale/recipe.test.ts'],
  ['In the tests of your own rules', ['ts'], 'test/recipes/own-rules.test.ts'],
  ['TypeScript', ['ts'], 'test/compilers/compilers.test.ts'],
];

/** The code of one recipe under a heading: the first, unless `position` says which. */
export function recipe(heading: string, position = 0): string {
  const recipes = blocks.filter((block) => block.heading === heading && block.prints === undefined);
  const found = recipes[position];
  if (!found) throw new Error(`The README has no recipe ${String(position)} under ${heading}.`);
  return found.code;
}
