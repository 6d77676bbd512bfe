import { isObject, setOwn, type UnknownRecord } from '../common/values.js';

/** An object's own field: an inherited one is not there. */
export function ownField(holder: unknown, key: string | number): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? (holder as UnknownRecord)[key] : undefined;
}

/** Sets a field of an object that was made here, or removes it if the value is `undefined`. */
export function setOrRemove(object: UnknownRecord, key: string | number, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(object, key);
  else setOwn(object, key, value);
}
