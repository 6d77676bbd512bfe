import assert from 'node:assert/strict';

import {
  type OlarkPayloadError,
  type OlarkPayloadErrorCode,
  type RudderEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import { deepFreeze } from './values.js';

/** The codes of what can be wrong with a payload. */
const CODES: readonly (OlarkPayloadErrorCode | undefined)[] = [
  'OLARK_EMPTY_BODY',
  'OLARK_INVALID_JSON',
  'OLARK_MISSING_DATA',
  'OLARK_NOT_A_CONVERSATION',
  'OLARK_MISSING_FIELD',
  'OLARK_INVALID_FIELD',
  'OLARK_UNSERIALIZABLE',
];

/** An event as anyone may look at it. */
export type AnyEvent = RudderEvent & Record<string, unknown>;

/**
 * The events for a payload, or the code of the contract's error; anything else is thrown on, and so is
 * `OLARK_INVALID_OPTION` where there are no rules.
 */
export function outcomeOf(payload: unknown, options: TransformOptions): RudderEvent[] | string {
  try {
    return transformOlark(payload, options) as RudderEvent[];
  } catch (error) {
    const { name, code } = error as Partial<OlarkPayloadError>;
    const isOfRules = code === 'OLARK_INVALID_OPTION' && options.rules !== undefined;
    if (name !== 'OlarkPayloadError' || code === undefined || !(CODES.includes(code) || isOfRules))
      throw error;
    return code;
  }
}

/**
 * Checks what must hold of a conversation's JSON text whatever the rules: the input is as it was, a frozen one
 * gives the same, the events are JSON, and RudderStack can take them. Returns the outcome.
 */
export function soundOutcomeOf(json: string, options: TransformOptions): RudderEvent[] | string {
  const payload = JSON.parse(json) as unknown;
  const outcome = outcomeOf(payload, options);
  assert.deepEqual(payload, JSON.parse(json), 'the input has changed');
  assert.deepEqual(outcomeOf(deepFreeze(JSON.parse(json)), options), outcome, 'a frozen input gives others');
  if (typeof outcome !== 'string') {
    assert.deepEqual(JSON.parse(JSON.stringify(outcome)), outcome, 'the events do not survive JSON');
    for (const [index, event] of outcome.entries()) {
      assertUsable(event as AnyEvent, index, options);
    }
  }
  return outcome;
}

/** Checks that an event has ids that are strings and the objects that RudderStack needs, without empty fields. */
function assertUsable(event: AnyEvent, index: number, { profile }: TransformOptions): void {
  const { type, context } = event;
  assert.equal(type, index === 0 ? 'track' : 'group');
  const ids = ['userId', type === 'track' ? 'event' : 'groupId'];
  for (const id of [...ids, ...['event', 'groupId', 'messageId', 'rudderId'].filter((key) => key in event)]) {
    assert.equal(typeof event[id], 'string', id);
    assert.notEqual(event[id], '', id);
  }
  const needed = { context, 'context.library': context.library, 'context.integration': context.integration };
  const objects: Record<string, unknown> = {
    ...{ event, ...needed, traits: event.traits, integrations: event.integrations },
    ...((type === 'track' || 'properties' in event) && { properties: event.properties }),
    ...((type === 'track' || 'traits' in context) && { 'context.traits': context.traits }),
  };
  for (const [place, object] of Object.entries(objects)) {
    assert.equal(Object.prototype.toString.call(object), '[object Object]', place);
    assert.equal(Object.getPrototypeOf(object), Object.prototype, place);
    for (const [key, value] of Object.entries(object as object)) {
      assert.ok(value !== null && value !== undefined, `${place}.${key} is empty`);
      if (profile !== 'rudder-transformer') assert.notEqual(value, '', `${place}.${key} is empty`);
      assert.ok(!/^(?:__proto__|constructor|prototype)$/.test(key), `${place} has ${key}`);
    }
  }
}
