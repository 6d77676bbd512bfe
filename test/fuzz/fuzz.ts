import { parseArgs } from 'node:util';

import fc from 'fast-check';

import type { MappingRule } from '../../src/index.js';
import { conversations, jsonValues, oddRules, ruleLists } from '../support/arbitraries.js';
import { PROFILES } from '../support/fixtures.js';
import { outcomeOf, soundOutcomeOf } from '../support/outcome.js';
import { wireForms } from '../support/wire-forms.js';

/**
 * Sends generated bodies through every wire form and every profile. A body is a usable conversation,
 * any JSON value, or the text of either with a piece cut out or put in. Whatever it is, there must be
 * the events or the contract's error, and the same in every form. Beside it goes a usable conversation under
 * generated rules, in one profile after another: the input must stay as it was, a frozen one give the same, the
 * events be JSON that RudderStack can take; and under rules that are none, there must be the contract's error.
 */
const CHUNK = 5000;

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 1_000_000);
const seed = Number(values.seed ?? Date.now() % 0x7fffffff);

const sound = fc.oneof({ weight: 3, arbitrary: conversations }, { weight: 1, arbitrary: jsonValues });
const bodies = fc.oneof(
  { weight: 3, arbitrary: sound.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        sound,
        fc.nat(400),
        fc.nat(20),
        fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '%', '&', '=', '0'),
      )
      .map(([value, start, length, piece]) => {
        const text = JSON.stringify(value);
        // UTF-8 carries no half of a surrogate pair.
        return Buffer.from(text.slice(0, start) + piece + text.slice(start + length)).toString();
      }),
  },
);

const forms = Object.entries(wireForms);
const outcomes = new Map<string, number>();

/** JSON may be broken, and then it cannot be sent parsed. */
function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

function count(profile: string, kind: string): void {
  const key = `${profile}\t${kind}`;
  outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
}

function check(body: string): void {
  const isSound = isJson(body);
  for (const [index, profile] of PROFILES.entries()) {
    // Content ids take most of the time, so a body gets them in one of the profiles.
    const ids = body.length % PROFILES.length === index ? 'content' : 'none';
    let expected: string | undefined;
    for (const [name, form] of forms) {
      if (!isSound && name === 'parsed conversation') continue;
      const outcome = outcomeOf(form(body), { profile, ids });
      const kind = typeof outcome === 'string' ? outcome : 'events';
      count(profile, kind);
      // Of a body that holds no conversation, what is wrong with it depends on what it was sent in.
      const text = typeof outcome === 'string' ? 'an error' : JSON.stringify(outcome);
      if (expected !== undefined && text !== expected) {
        throw new Error(`${name} differs in ${profile}:\n${text}\nand not\n${expected}`);
      }
      expected = text;
    }
  }
}

interface Ruled {
  readonly conversation: unknown;
  readonly rules: readonly MappingRule[];
  readonly odd: unknown;
}

const ruled: fc.Arbitrary<Ruled> = fc.record({
  conversation: conversations,
  rules: ruleLists,
  odd: oddRules,
});
let round = 0;

function checkRules({ conversation, rules, odd }: Ruled): void {
  const profile = PROFILES[round % PROFILES.length] ?? 'documented';
  round += 1;
  const options = { profile, ids: round % 5 === 0 ? 'content' : 'none' } as const;
  const outcome = soundOutcomeOf(JSON.stringify(conversation), { ...options, rules });
  count(profile, typeof outcome === 'string' ? outcome : 'events');
  outcomeOf(conversation, { ...options, rules: odd as readonly MappingRule[] });
}

console.log(
  `seed ${String(seed)}: ${runs.toLocaleString('en')} bodies, ${String(forms.length)} wire forms, ${String(PROFILES.length)} profiles`,
);
const started = performance.now();
let done = 0;
while (done < runs) {
  const numRuns = Math.min(CHUNK, runs - done);
  const parameters = { numRuns, seed: seed + done };
  const ofBodies = fc.check(fc.property(bodies, check), parameters);
  const ofRules = fc.check(fc.property(ruled, checkRules), parameters);
  if (ofBodies.failed || ofRules.failed) {
    console.log(`\n${String(ofBodies.errorInstance ?? ofRules.errorInstance)}`);
    console.log(`\nRun again with: npm run fuzz -- --seed ${String(seed + done)} --runs ${String(numRuns)}`);
    const [body] = ofBodies.counterexample ?? [];
    if (body !== undefined) {
      console.log(`The smallest body that fails, as fixtures/<name>/payload.txt:\n\n${body}`);
    }
    const [rules] = ofRules.counterexample ?? [];
    if (rules) console.log(`The smallest rules that fail, and their conversation:\n\n${fc.stringify(rules)}`);
    process.exitCode = 1;
    break;
  }
  done += numRuns;
  const seconds = (performance.now() - started) / 1000;
  const line = `${done.toLocaleString('en')} bodies, ${Math.round(done / seconds).toLocaleString('en')} a second`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
  else if (done % (CHUNK * 20) === 0) console.log(line);
}

const kinds = [...new Set([...outcomes.keys()].map((key) => key.split('\t')[1] ?? ''))].sort();
console.log(
  `\n${done.toLocaleString('en')} bodies in ${Math.round((performance.now() - started) / 1000).toLocaleString('en')} s, seed ${String(seed)}`,
);
console.table(
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      Object.fromEntries(PROFILES.map((profile) => [profile, outcomes.get(`${profile}\t${kind}`) ?? 0])),
    ]),
  ),
);
