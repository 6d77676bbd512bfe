/** What RudderStack needs as an id or a name. */
const IDS: ReadonlySet<string> = new Set(['event', 'userId', 'groupId', 'messageId', 'rudderId']);

/** The objects that RudderStack needs as such. */
const OBJECTS: ReadonlySet<string> = new Set([
  ...['context', 'context.traits', 'context.library', 'context.integration'],
  ...['traits', 'properties', 'integrations'],
]);

/** What a place of an event takes: only a usable id, only an object's fields, or any value. */
export function takenBy(steps: readonly string[]): 'id' | 'fields' | 'anything' {
  if (steps.length === 1 && isIdOrInside(steps)) return 'id';
  return steps.length < 3 && OBJECTS.has(steps.join('.')) ? 'fields' : 'anything';
}

/** Whether a path begins with an id. */
export function isIdOrInside([first = '']: readonly string[]): boolean {
  return IDS.has(first);
}
