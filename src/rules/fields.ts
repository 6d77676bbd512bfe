import { setOwn, type UnknownRecord } from '../common/values.js';

/** Sets a field of an object that was made here, or removes it if the value is `undefined`. */
export function setOrRemove(object: UnknownRecord, key: string | number, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(object, key);
  else setOwn(object, key, value);
}
