// Types that shipped declarations need. They stand apart from `values.ts`, whose declarations a program for ES5 cannot read.

/** The fields that a type names, without those that only its index signature allows. */
export type NamedField<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

/** Says what counts as a value: `isPresent` or `isSent`. */
export type IsValue = <T>(value: T) => value is NonNullable<T>;
