import { existsSync, readdirSync, readFileSync } from 'node:fs';

import type { Profile, RudderEvent } from '../../src/index.js';
import { profiles } from '../../src/profiles/index.js';

/** Every profile that there is. */
export const PROFILES = Object.keys(profiles) as readonly Profile[];

/** A payload as Olark or RudderStack sends it, and the events that it becomes. */
export interface Fixture {
  readonly name: string;
  /** The payload as its file has it. */
  readonly text: string;
  readonly payload: unknown;
  readonly expected: Readonly<Record<Profile, RudderEvent[]>>;
}

const FOLDER = new URL('../../fixtures/', import.meta.url);

export const fixtures: readonly Fixture[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const isText = existsSync(new URL(`${name}/payload.txt`, FOLDER));
    const text = readText(`${name}/payload.${isText ? 'txt' : 'json'}`);
    return {
      name,
      text,
      payload: isText ? text : (JSON.parse(text) as unknown),
      // Read when asked for: a new fixture has no files of expected events yet.
      get expected() {
        const events = PROFILES.map((profile) => [profile, readEvents(`${name}/${profile}.json`)]);
        return Object.fromEntries(events) as Record<Profile, RudderEvent[]>;
      },
    };
  });

export function fixture(name: string): Fixture {
  const found = fixtures.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no fixture ${name}.`);
  return found;
}

/** A fresh copy of a file below `fixtures`. */
export function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

export function readEvents(path: string): RudderEvent[] {
  return readJson(path) as RudderEvent[];
}

function readText(path: string): string {
  return readFileSync(new URL(path, FOLDER), 'utf8');
}
