/** What RudderStack needs as an id or a name. */
const ID = /^(?:event|(?:user|group|message|rudder)Id)$/;

/** The objects that RudderStack needs as such. */
const OBJECT = /^(?:traits|properties|integrations|context(?:\.(?:traits|library|integration))?)$/;

/** What a place of an event takes: only a usable id, only an object's fields, or any value. */
export function takenBy(steps: readonly string[]): 'id' | 'fields' | 'anything' {
  const path = steps.join('.');
  return ID.test(path) ? 'id' : OBJECT.test(path) ? 'fields' : 'anything';
}

/** Whether a path's first step is an id. */
export function isId(step = ''): boolean {
  return ID.test(step);
}
