import get from 'lodash.get';

import { invalidOption, type PayloadError } from '../common/errors.js';
import { isRecord, UNSAFE_KEYS } from '../common/values.js';
import type { MappingRule } from '../options.js';
import { isId } from './targets.js';

/** A list of rules, checked and made ready to run. */
export interface PreparedRules {
  readonly track: readonly PreparedRule[];
  readonly group: readonly PreparedRule[];
}

/** A rule, checked, of which nothing is read again. */
export interface PreparedRule {
  /** An error that names the rule by its position and its target. */
  readonly error: (fault: string, cause?: unknown) => PayloadError;
  /** Whether `from` reads the group at hand rather than the conversation. */
  readonly isOfGroup: boolean;
  /** A path for `lodash.get`; of a catch-all, that of its object, empty for the conversation. */
  readonly from: string;
  /** The steps of `to`; of a catch-all, those of its object. */
  readonly to: readonly string[];
  readonly isCatchAll: boolean;
  readonly via: MappingRule['via'];
}

export const NO_RULES: PreparedRules = { track: [], group: [] };

const known = new WeakMap<readonly unknown[], PreparedRules>();

/**
 * Checks and prepares a list of rules, once per array; each property of a rule is read once.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe.
 */
export function prepareRules(rules: unknown): PreparedRules {
  if (!Array.isArray(rules)) throw invalidOption('options.rules', 'must be an array');
  const list: readonly unknown[] = rules;
  let prepared = known.get(list);
  if (!prepared) {
    const track: PreparedRule[] = [];
    const group: PreparedRule[] = [];
    for (const [position, rule] of list.entries()) {
      const { event, ...rest } = prepareRule(rule, position);
      (event === 'group' ? group : track).push(rest);
    }
    prepared = { track, group };
    known.set(list, prepared);
  }
  return prepared;
}

function prepareRule(rule: unknown, position: number): PreparedRule & Pick<MappingRule, 'event'> {
  const { from, to, via, event } = isRecord(rule) ? rule : {};
  const error = (fault: string, cause?: unknown) => {
    const target = typeof to === 'string' ? `(to \`${to}\`) ` : '';
    return invalidOption(`options.rules[${String(position)}]`, target + fault, cause);
  };
  function must(holds: boolean, fault: string): asserts holds {
    if (!holds) throw error(`must ${fault}`);
  }
  must(typeof from === 'string' && typeof to === 'string', 'have a path in both `from` and `to`');
  must(via === undefined || typeof via === 'function', 'have a function in `via`');
  must(event === undefined || event === 'track' || event === 'group', "have 'track' or 'group' in `event`");
  const isCatchAll = endsInStar(from);
  must(isCatchAll === endsInStar(to), 'end in `*` in both `from` and `to`, or in neither');
  must(to !== '*', 'not have `*` at the root of the event');
  must(!isCatchAll || via === undefined, 'not have `via` beside `*`');

  const source = isCatchAll ? from.slice(0, -2) : from;
  const sourceSteps = from === '*' ? [] : stepsOf(source);
  const targetSteps = (isCatchAll ? to.slice(0, -2) : to).split('.');
  const isSafe = (step: string) => step !== '' && !UNSAFE_KEYS.has(step);
  must([...sourceSteps, ...targetSteps].every(isSafe), 'not have an empty or unsafe step in `from` or `to`');
  must(targetSteps[0] !== 'type', 'not overwrite `type`');
  must(!isId(targetSteps[0]) || to === targetSteps[0], 'not put anything inside an id');
  return {
    error,
    isOfGroup: event === 'group' && sourceSteps[0] === 'group',
    from: source,
    to: targetSteps,
    isCatchAll,
    via: via as MappingRule['via'],
    event,
  };
}

function endsInStar(path: string): boolean {
  return path === '*' || path.endsWith('.*');
}

/** The steps that `lodash.get` takes on a path, by its own account. */
function stepsOf(path: string): string[] {
  const steps: string[] = [];
  const recorder: object = new Proxy(
    {},
    {
      get: (_, step) => {
        steps.push(String(step));
        return recorder;
      },
    },
  );
  get(recorder, path);
  return steps;
}
