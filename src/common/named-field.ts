/** The fields that a type names, without those that only its index signature allows. */
export type NamedField<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };
