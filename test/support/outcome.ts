import assert from 'node:assert/strict';

import { toId } from '../../src/common/values.js';
import {
  type OlarkPayloadErrorCode,
  type RudderEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import { isOlarkPayloadError } from '../../src/mappers.js';
import { deepFreeze } from './values.js';

type Outcome = RudderEvent[] | OlarkPayloadErrorCode;

/**
 * The events for a payload, or the code of the contract's error. Anything else is thrown on, and so is
 * `OLARK_INVALID_OPTION` where there are no rules.
 */
export function outcomeOf(payload: unknown, options: TransformOptions): Outcome {
  try {
    return transformOlark(payload, options);
  } catch (error) {
    if (!isOlarkPayloadError(error)) throw error;
    if (error.code === 'OLARK_INVALID_OPTION' && !('rules' in options)) throw error;
    return error.code;
  }
}

/**
 * Checks what must hold of a conversation's JSON text whatever the rules: the input is as it was, a frozen one
 * gives the same, the events are JSON, and RudderStack can take them. Returns the outcome.
 */
export function soundOutcomeOf(json: string, options: TransformOptions): Outcome {
  const payload = JSON.parse(json) as unknown;
  const outcome = outcomeOf(payload, options);
  assert.deepEqual(payload, JSON.parse(json), 'the input has changed');
  assert.deepEqual(outcomeOf(deepFreeze(JSON.parse(json)), options), outcome, 'a frozen input gives others');
  if (typeof outcome === 'string') return outcome;
  assert.deepEqual(JSON.parse(JSON.stringify(outcome)), outcome, 'the events do not survive JSON');
  outcome.forEach((event, index) => {
    assertUsable(event, index, options);
  });
  return outcome;
}

/** Checks that an event has usable ids and the objects that RudderStack needs, without empty fields. */
function assertUsable(event: RudderEvent, index: number, { profile }: TransformOptions): void {
  const { type, context } = event;
  assert.equal(type, index === 0 ? 'track' : 'group');
  const fields = event as Readonly<Record<string, unknown>>;

  const needed = type === 'track' ? ['userId', 'event'] : ['userId', 'groupId'];
  const ids = ['userId', 'event', 'groupId', 'messageId', 'rudderId'];
  for (const id of ids.filter((key) => needed.includes(key) || key in event)) {
    assert.ok(typeof fields[id] === 'string' && toId(fields[id]) !== undefined, `${id} is not usable`);
  }

  const objects: Record<string, unknown> = {
    event,
    context,
    traits: fields['traits'],
    integrations: fields['integrations'],
    'context.library': context.library,
    'context.integration': context.integration,
  };
  if (type === 'track' || 'properties' in event) objects['properties'] = fields['properties'];
  if (type === 'track' || 'traits' in context) objects['context.traits'] = context.traits;
  for (const [path, object] of Object.entries(objects)) {
    assert.ok(typeof object === 'object' && object !== null, `${path} is missing`);
    assert.equal(Object.getPrototypeOf(object), Object.prototype, `${path} is not a plain object`);
    for (const [key, value] of Object.entries(object)) {
      assert.ok(value !== null && value !== undefined, `${path}.${key} is empty`);
      assert.ok(value !== '' || profile === 'rudder-transformer', `${path}.${key} is an empty string`);
      assert.ok(!/^(?:__proto__|constructor|prototype)$/.test(key), `${path} has ${key}`);
    }
  }

  for (const part of ['page', 'os', 'browser'] as const) {
    assert.notDeepEqual(context[part as keyof typeof context], {}, `context.${part} is empty`);
  }
}
