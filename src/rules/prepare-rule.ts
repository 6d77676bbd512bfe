import { invalidOption } from '../common/errors.js';
import { isPresent, isRecord, readField, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import type { MappingRule, RuleFunction } from '../options.js';
import { assign } from './assign.js';
import { Copies } from './copies.js';
import { isJsonData } from './json-data.js';
import { EVERY, parsePath, type Step } from './path.js';
import { targetsAt, type TargetStep, toTargetSteps } from './targets.js';

/** A checked rule. The caller's own object is not read again. */
export interface PreparedRule {
  readonly event: NonNullable<MappingRule['event']>;
  readonly to: readonly TargetStep[];
  /** The steps to the value; absent for a constant and for an edit in place. */
  readonly from: readonly (string | number)[] | undefined;
  /** A constant as JSON text, so that each event gets a copy of its own. */
  readonly constant: string | undefined;
  readonly via: RuleFunction | undefined;
  readonly fail: Fail;
}

/** Throws an error that names the rule by its position and its target. */
type Fail = (problem: string, cause?: unknown) => never;

const KEYS: readonly string[] = ['to', 'from', 'value', 'via', 'event'] satisfies (keyof MappingRule)[];

/**
 * Checks a rule and splits its paths into steps.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION`, with the rule's position and target.
 */
export function prepareRule(candidate: unknown, position: number): PreparedRule {
  const rule = isRecord(candidate) ? candidate : {};
  const to = readField(rule, 'to');
  const from = readField(rule, 'from');
  const value = readField(rule, 'value');
  const via = readField(rule, 'via');
  const event = readField(rule, 'event');

  const fail: Fail = (problem, cause) => {
    const named = typeof to === 'string' ? `(to \`${to}\`) ` : '';
    throw invalidOption(`options.rules[${String(position)}]`, named + problem, cause);
  };
  function check(holds: boolean, problem: string): asserts holds {
    if (!holds) fail(problem);
  }
  function stepsOf(path: unknown, key: string): Step[] {
    const steps = typeof path === 'string' ? parsePath(path) : undefined;
    check(steps !== undefined, `must have a path such as \`a[0].b\` in \`${key}\``);
    check(!steps.some((step) => UNSAFE_KEYS.has(String(step))), `must not have an unsafe step in \`${key}\``);
    return steps;
  }

  const unknownKey = Object.keys(rule).find((key) => !KEYS.includes(key));
  check(unknownKey === undefined, `must not have a key \`${String(unknownKey)}\``);
  check(from === undefined || value === undefined, 'must not have both `from` and `value`');
  const hasSource = from !== undefined || value !== undefined || via !== undefined;
  check(hasSource, 'must have `from`, `value` or `via`');
  check(via === undefined || typeof via === 'function', 'must have a function in `via`');

  const steps = stepsOf(to, 'to');
  const targetSteps = toTargetSteps(steps);
  const [first] = targetSteps;
  check(first !== undefined && first.step !== EVERY, 'must not have `*` as its first step');
  check(first.target.takes !== 'nothing', 'must not set `type`, `messageId` or `rudderId`');
  check(first.target.takes !== 'id' || steps.length === 1, 'must not put anything inside an id');

  const isUser = steps[0] === 'userId';
  const events = event === undefined ? (isUser ? 'all' : 'track') : event;
  const fitsEvent = events === 'all' || (!isUser && (events === 'track' || events === 'group'));
  check(fitsEvent, "must have 'track', 'group' or 'all' in `event`; for `userId`, 'all'");

  const source = from === undefined ? undefined : stepsOf(from, 'from');
  check(!source || ![...source, ...steps].includes(EVERY), 'must not have both `from` and `*`');

  const constant = value === undefined ? undefined : constantOf(value, fail);
  if (constant !== undefined && !via) checkConstant(constant, targetSteps, fail);
  return {
    event: events,
    to: targetSteps,
    from: source as (string | number)[] | undefined,
    constant,
    via: via as RuleFunction | undefined,
    fail,
  };
}

function constantOf(value: unknown, fail: Fail): string {
  try {
    // Read from its holder, because `toJSON` was called on the argument: a Date is not JSON data.
    return JSON.stringify(value, function (this: UnknownRecord, key) {
      if (!isJsonData(this[key])) throw new TypeError();
      return this[key];
    });
  } catch {
    return fail('must have JSON data in `value`');
  }
}

/** Refuses a constant that its target cannot take, before there is an event. */
function checkConstant(constant: string, steps: readonly TargetStep[], fail: Fail): void {
  const assignment = { isValue: isPresent, replaces: false, refuse: fail, copies: new Copies() };
  for (const target of targetsAt(steps)) assign(JSON.parse(constant), undefined, target, assignment);
}
