import type { MappingRule, OlarkPayloadError } from '../../src/index.js';
import { applyRules } from '../../src/mappers/index.js';

/** Rules as they were typed, and what is wrong with them. */
export interface RulesRead {
  readonly rules: readonly MappingRule[];
  readonly faults: readonly RuleFault[];
}

export interface RuleFault {
  /** The rule's position, counted from 0; `undefined` for what concerns the whole text. */
  readonly position: number | undefined;
  readonly message: string;
}

const ANY_CONVERSATION = { kind: 'Conversation', visitor: { id: 'v1' } };

/** Reads rules from JSON text and has the library check them one by one. Blank text has no rules. */
export function readRules(text: string): RulesRead {
  if (text.trim() === '') return { rules: [], faults: [] };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { rules: [], faults: [{ position: undefined, message: (error as SyntaxError).message }] };
  }
  if (!Array.isArray(parsed)) {
    const message = 'Rules are a list: [{ "from": "visitor.city", "to": "traits.town" }].';
    return { rules: [], faults: [{ position: undefined, message }] };
  }
  const rules = parsed as readonly MappingRule[];
  const faults = rules.flatMap((rule, position): RuleFault[] => {
    const message = faultOf(rule);
    return message === undefined ? [] : [{ position, message }];
  });
  return { rules, faults };
}

function faultOf(rule: MappingRule): string | undefined {
  try {
    applyRules([rule], ANY_CONVERSATION);
    return undefined;
  } catch (error) {
    return (error as OlarkPayloadError).message.replace('`options.rules[0]` ', '');
  }
}
