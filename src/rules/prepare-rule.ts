import { invalidOption } from '../common/errors.js';
import { isRecord, UNSAFE_KEYS, type UnknownRecord } from '../common/values.js';
import type { MappingRule, RuleFunction } from '../options.js';
import { EVERY, parsePath, type Step } from './path.js';
import { EVENT, fit, isData, type RuleError, type Target, targetIn } from './targets.js';

/** A checked rule. The caller's own object is not read again. */
export interface PreparedRule {
  /** An error that names the rule by its position and its target. */
  readonly error: RuleError;
  readonly event: NonNullable<MappingRule['event']>;
  readonly to: readonly Step[];
  /** The steps to the value; absent for a constant and for an edit in place. */
  readonly from: readonly (string | number)[] | undefined;
  /** A constant as JSON text, so that each event gets a copy of its own. */
  readonly constant: string | undefined;
  readonly via: RuleFunction | undefined;
}

/**
 * Checks a rule and splits its paths into steps.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION`, with the rule's position and target.
 */
export function prepareRule(candidate: unknown, position: number): PreparedRule {
  const { from, to, value, via, event, ...others } = isRecord(candidate) ? candidate : {};
  const error: RuleError = (problem, cause) => {
    const named = typeof to === 'string' ? `(to \`${to}\`) ` : '';
    return invalidOption(`options.rules[${String(position)}]`, named + problem, cause);
  };
  function must(holds: boolean, requirement: string): asserts holds {
    if (!holds) throw error(`must ${requirement}`);
  }
  function stepsOf(path: unknown, key: string): Step[] {
    const steps = typeof path === 'string' ? parsePath(path) : undefined;
    must(steps !== undefined, `have a path such as \`a[0].b\` in \`${key}\``);
    must(!steps.some((step) => UNSAFE_KEYS.has(String(step))), `not have an unsafe step in \`${key}\``);
    return steps;
  }

  const [unknownKey] = Object.keys(others);
  must(unknownKey === undefined, `not have a key \`${String(unknownKey)}\``);
  must(from === undefined || value === undefined, 'not have both `from` and `value`');
  const hasSource = from !== undefined || value !== undefined || via !== undefined;
  must(hasSource, 'have `from`, `value` or `via`');
  must(via === undefined || typeof via === 'function', 'have a function in `via`');

  const steps = stepsOf(to, 'to');
  const target = targetAt(steps, must);
  const isUser = steps[0] === 'userId';
  const events = event === undefined ? (isUser ? 'all' : 'track') : event;
  const fitsEvent = events === 'all' || (!isUser && (events === 'track' || events === 'group'));
  must(fitsEvent, "have 'track', 'group' or 'all' in `event`; for `userId`, 'all'");

  const source = from === undefined ? undefined : stepsOf(from, 'from');
  must(!source || ![...source, ...steps].includes(EVERY), 'not have both `from` and `*`');

  const constant = value === undefined ? undefined : constantOf(value, error);
  if (constant !== undefined && !via) {
    // Refuses a constant that does not fit its target, before there is an event.
    fit(JSON.parse(constant), undefined, target, { keepsEmptyStrings: false, isEdit: false, error });
  }
  return {
    error,
    event: events,
    to: steps,
    from: source as (string | number)[] | undefined,
    constant,
    via: via as RuleFunction | undefined,
  };
}

/**
 * Returns what the place at the end of the steps takes. The steps must not lead into an id or to a field that rules may
 * not set.
 */
function targetAt(
  steps: readonly Step[],
  must: (holds: boolean, requirement: string) => void,
): Target | undefined {
  must(steps[0] !== EVERY, 'not have `*` as its first step');
  let target: Target | undefined = EVENT;
  for (const step of steps) {
    must(target !== 'id', 'not put anything inside an id');
    target = step === EVERY ? undefined : targetIn(target, step);
    must(target !== 'fixed', 'not set `type`, `messageId` or `rudderId`');
  }
  return target;
}

function constantOf(value: unknown, error: RuleError): string {
  try {
    // Read from its holder, because `toJSON` was called on the argument: a Date is not JSON data.
    return JSON.stringify(value, function (this: UnknownRecord, key) {
      if (!isData(this[key])) throw new TypeError();
      return this[key];
    });
  } catch {
    throw error('must have JSON data in `value`');
  }
}
