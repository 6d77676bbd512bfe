import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { blocksOf } from '../support/markdown.js';

const recipe = blocksOf('docs/at-scale.md').filter(({ heading }) => heading === 'At scale');

function fileOf(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

describe('the guide “At scale”', () => {
  it('gives the very code that `npm run test:scale` runs', () => {
    const code = recipe.filter(({ language }) => language === 'ts').map((block) => block.code);
    expect(code).toStrictEqual(['setup.ts', 'receiver.ts', 'worker.ts'].map(fileOf));
  });

  it('configures the engine as `npm run test:scale` does', () => {
    const commands = recipe.filter(({ language }) => language === 'sh').map((block) => block.code);
    expect(commands.join('')).toContain(`echo '${fileOf('nats-server.conf').trim()}' > nats-server.conf\n`);
  });
});
