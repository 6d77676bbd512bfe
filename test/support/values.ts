import type { OlarkConversation, OlarkPayloadError, OlarkPayloadErrorCode } from '../../src/index.js';

/** The smallest conversation there is, and what a test adds to it. */
export function conversationWith(
  fields: Record<string, unknown> = {},
  visitor: Record<string, unknown> = {},
): OlarkConversation {
  return { kind: 'Conversation', ...fields, visitor: { id: 'v1', ...visitor } };
}

/** What a function throws. */
export function thrownBy(action: () => unknown): OlarkPayloadError {
  try {
    action();
  } catch (error) {
    return error as OlarkPayloadError;
  }
  throw new Error('Nothing was thrown.');
}

/** The code and the path of the library's error that a function throws; any other error is thrown on. */
export function refusal(action: () => unknown): [OlarkPayloadErrorCode, string | undefined] {
  const error = thrownBy(action);
  if ((error.name as string) !== 'OlarkPayloadError') throw error;
  return [error.code, error.path];
}

/** An object that throws whatever is done with it. */
export function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Freezes a value and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** Every leaf of a value with its path, `['visitor', 'id', 'v1']`; an empty object or array is a leaf. */
export function leavesOf(value: unknown, path: readonly string[] = []): [readonly string[], unknown][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** A value with its keys in another order, which array indices do not take. */
export function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reordered(inner)]));
}
