// oxlint-disable no-extend-native -- this is what careless scripts do

/** Runs an action while `Object.prototype` has a field more, or one that is described anew, and returns its result. */
export function withOnPrototype<T>(name: string, descriptor: PropertyDescriptor, action: () => T): T {
  const before = Object.getOwnPropertyDescriptor(Object.prototype, name);
  Object.defineProperty(Object.prototype, name, { configurable: true, ...descriptor });
  try {
    return action();
  } finally {
    if (before) Object.defineProperty(Object.prototype, name, before);
    else Reflect.deleteProperty(Object.prototype, name);
  }
}

/** As `Object.prototype[name] = value` does. */
export function withAddition<T>(name: string, value: unknown, action: () => T): T {
  return withOnPrototype(name, { value, enumerable: true, writable: true }, action);
}

/** As after `Object.freeze(Object.prototype)`, for one name: a test could not thaw the prototype. */
export function withFrozen<T>(name: string, action: () => T): T {
  return withOnPrototype(name, { writable: false }, action);
}
