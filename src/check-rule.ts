import { OlarkPayloadError } from './errors.js';
import type { MappingRule } from './options.js';
import { isRecord, UNSAFE_KEYS } from './values.js';

/** Whether a rule's path stands for every key that no rule reads. */
export function isCatchAll(path: string): boolean {
  return /(?:^|\.)\*$/.test(path);
}

/** @throws OlarkPayloadError `OLARK_INVALID_OPTION` for a rule that is malformed or unsafe. */
export function checkRule(rule: unknown, position: number): asserts rule is MappingRule {
  const fault = faultOf(rule);
  if (fault !== undefined) throw ruleError(rule, position, fault);
}

/** What is wrong with a rule of the caller's, which the message names by its position and target. */
export function ruleError(
  rule: unknown,
  position: number,
  fault: string,
  details?: { readonly cause: unknown },
): OlarkPayloadError {
  const path = `options.rules[${String(position)}]`;
  const to = isRecord(rule) && typeof rule['to'] === 'string' ? ` (to \`${rule['to']}\`)` : '';
  return new OlarkPayloadError('OLARK_INVALID_OPTION', `\`${path}\`${to} ${fault}.`, { path, ...details });
}

function faultOf(rule: unknown): string | undefined {
  if (!isRecord(rule)) return 'must be an object with `from` and `to`';
  const { from, to, via, event } = rule;
  if (typeof from !== 'string' || from === '') return 'must have a path in `from`';
  if (typeof to !== 'string' || to === '') return 'must have a path in `to`';
  const steps = to.split('.');
  if (steps.includes('')) return 'has an empty step in `to`';
  if (steps.some((step) => UNSAFE_KEYS.has(step))) return 'has an unsafe step in `to`';
  if (steps[0] === 'type') return 'must not overwrite `type`';
  if (isCatchAll(from) !== isCatchAll(to)) return 'must end in `*` in both `from` and `to`, or in neither';
  if (via !== undefined && typeof via !== 'function') return 'must have a function in `via`';
  if (via !== undefined && isCatchAll(from)) return 'must not have `via` beside `*`';
  if (event !== undefined && event !== 'track' && event !== 'group') {
    return "must have 'track' or 'group' in `event`";
  }
  return undefined;
}
