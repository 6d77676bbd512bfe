/** What the tests use of it: the package is installed apart, and the types must check without it. */
declare module 'isolated-vm' {
  interface Reference {
    get(name: string, options: { readonly reference: true }): Promise<Reference>;
    apply(receiver: undefined, args: readonly unknown[], options: object): Promise<unknown>;
  }

  export interface Module {
    readonly namespace: Reference;
    instantiate(context: object, resolve: (specifier: string) => Module): Promise<void>;
    evaluate(options: { readonly timeout: number }): Promise<void>;
  }

  export class Isolate {
    constructor(options: { readonly memoryLimit: number });
    readonly isDisposed: boolean;
    compileModule(code: string, options: { readonly filename: string }): Promise<Module>;
    createContext(): Promise<object>;
    dispose(): void;
  }

  const isolatedVm: { readonly Isolate: typeof Isolate };
  export default isolatedVm;
}
