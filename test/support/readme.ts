import { readFileSync } from 'node:fs';

export const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** A code block of the README, and what it says the block prints. */
export interface Example {
  readonly language: 'ts' | 'js';
  readonly code: string;
  readonly prints: string | undefined;
}

export const examples: readonly Example[] = [
  ...readme.matchAll(/```(ts|js)\n([^]*?)```(?:\n\nprints\n\n```\w+\n([^]*?)```)?/g),
].map(([, language, code = '', prints]) => ({ language: language === 'js' ? 'js' : 'ts', code, prints }));
