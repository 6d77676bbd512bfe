import { readFileSync } from 'node:fs';

export const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** A code block of the README, and what it says the block prints; a recipe, which goes on, prints nothing. */
export interface Example {
  /** The heading above it. */
  readonly heading: string;
  readonly language: 'ts' | 'js';
  readonly code: string;
  readonly prints: string | undefined;
}

export const examples: readonly Example[] = readme.split(/^#+ (?=.+$)/m).flatMap((section) => {
  const blocks = section.matchAll(/```(ts|js)\n([^]*?)```(?:\n\nprints\n\n```\w+\n([^]*?)```)?/g);
  const [heading = ''] = section.split('\n');
  return Array.from(blocks, ([, language, code = '', prints]): Example => {
    return { heading, language: language === 'js' ? 'js' : 'ts', code, prints };
  });
});

/** The code of the recipe under a heading. */
export function recipe(heading: string): string {
  const found = examples.find((example) => example.heading === heading && example.prints === undefined);
  if (!found) throw new Error(`The README has no recipe ${heading}.`);
  return found.code;
}
