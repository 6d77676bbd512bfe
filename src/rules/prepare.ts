import get from 'lodash.get';

import { PayloadError } from '../common/errors.js';
import { isRecord, UNSAFE_KEYS } from '../common/values.js';
import type { MappingRule } from '../options.js';
import { isIdOrInside } from './targets.js';

/** A list of rules, checked and made ready to run. */
export interface PreparedRules {
  readonly track: readonly PreparedRule[];
  readonly group: readonly PreparedRule[];
}

/** A rule, checked, of which nothing is read again. */
export interface PreparedRule {
  /** Its place among the caller's rules and its target, for messages. */
  readonly label: RuleLabel;
  /** Whether `from` reads the group at hand rather than the conversation. */
  readonly isOfGroup: boolean;
  /** A path for `lodash.get`; of a catch-all, that of its object, empty for the conversation. */
  readonly from: string;
  /** The steps of `to`; of a catch-all, those of its object. */
  readonly to: readonly string[];
  readonly isCatchAll: boolean;
  readonly via: MappingRule['via'];
}

/** How messages name a rule. */
export interface RuleLabel {
  readonly position: number;
  readonly to: unknown;
}

export const NO_RULES: PreparedRules = { track: [], group: [] };

const known = new WeakMap<readonly unknown[], PreparedRules>();

/**
 * Checks and prepares a list of rules, once per array; each property of a rule is read once.
 *
 * @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe.
 */
export function prepareRules(rules: unknown): PreparedRules {
  if (!Array.isArray(rules)) {
    throw new PayloadError('OLARK_INVALID_OPTION', '`options.rules` must be an array.', {
      path: 'options.rules',
    });
  }
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

/** An error that names a rule by its position and its target. */
export function ruleError(
  { position, to }: RuleLabel,
  fault: string,
  details?: { readonly cause: unknown },
): PayloadError {
  const path = `options.rules[${String(position)}]`;
  const target = typeof to === 'string' ? ` (to \`${to}\`)` : '';
  return new PayloadError('OLARK_INVALID_OPTION', `\`${path}\`${target} ${fault}.`, { path, ...details });
}

function prepareRule(rule: unknown, position: number): PreparedRule & Pick<MappingRule, 'event'> {
  if (!isRecord(rule)) {
    throw ruleError({ position, to: undefined }, 'must be an object with `from` and `to`');
  }
  const { from, to, via, event } = rule;
  const label = { position, to };
  const refuse = (fault: string): never => {
    throw ruleError(label, fault);
  };
  if (typeof from !== 'string' || from === '') return refuse('must have a path in `from`');
  if (typeof to !== 'string' || to === '') return refuse('must have a path in `to`');
  if (via !== undefined && typeof via !== 'function') return refuse('must have a function in `via`');
  if (event !== undefined && event !== 'track' && event !== 'group') {
    return refuse("must have 'track' or 'group' in `event`");
  }
  const isCatchAll = endsInStar(from);
  if (isCatchAll !== endsInStar(to)) return refuse('must end in `*` in both `from` and `to`, or in neither');
  if (to === '*') return refuse('must not have `*` at the root of the event');
  if (isCatchAll && via !== undefined) return refuse('must not have `via` beside `*`');

  const source = isCatchAll ? from.slice(0, -2) : from;
  const sourceSteps = from === '*' ? [] : stepsOf(source);
  const targetSteps = (isCatchAll ? to.slice(0, -2) : to).split('.');
  for (const [name, steps] of Object.entries({ from: sourceSteps, to: targetSteps })) {
    if (steps.includes('')) return refuse(`has an empty step in \`${name}\``);
    if (steps.some((step) => UNSAFE_KEYS.has(step))) return refuse(`has an unsafe step in \`${name}\``);
  }
  if (targetSteps[0] === 'type') return refuse('must not overwrite `type`');
  if (isIdOrInside(targetSteps) && (isCatchAll || targetSteps.length > 1)) {
    return refuse('must not put anything inside an id');
  }
  return {
    label,
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
      has: () => false,
      get: (_, step) => {
        steps.push(String(step));
        return recorder;
      },
    },
  );
  get(recorder, path);
  return steps;
}
