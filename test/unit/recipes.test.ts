import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { blocks, RECIPES } from '../support/readme.js';

const root = new URL('../../', import.meta.url);

describe('the recipes of the README', () => {
  it('are all in the list that says which test runs them, and no other is', () => {
    const silent = blocks.filter(({ language, prints }) => {
      return prints === undefined && language !== 'sh' && language !== 'mermaid';
    });
    expect(silent.map(({ heading, language }) => [heading, language])).toStrictEqual(
      RECIPES.flatMap(([heading, languages]) => languages.map((language) => [heading, language])),
    );
  });

  it.each(RECIPES)('“%s” (%o) is run by %s', (heading, _languages, test) => {
    const file = new URL(test, root);
    expect(existsSync(file)).toBe(true);
    const source = readFileSync(file, 'utf8');
    expect(source).toContain('support/readme.js');
    expect(source).toContain(heading);
  });
});
