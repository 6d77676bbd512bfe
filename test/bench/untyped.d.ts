declare module 'set-value' {
  export default function set(object: object, path: string, value: unknown): object;
}
