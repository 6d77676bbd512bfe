import type { Module } from 'isolated-vm';

import { tool } from './tools.js';

/** What a user transformation may take in RudderStack: megabytes in all, milliseconds for a batch of events. */
const LIMITS = { memory: 128, time: 4_000 };

/** The built addon of `isolated-vm`; `undefined` where it is not installed. */
export const isolateAddon = tool('isolated-vm/out/isolated_vm.node');

/** Calls an exported function of the module `main`. Arguments and result are copied, as by `structuredClone`. */
export type Call = (name: string, ...args: readonly unknown[]) => Promise<unknown>;

/**
 * Loads ES modules, by the names that they import one another by, into an isolate of their own within
 * RudderStack's limits. Nothing is there but ECMAScript.
 */
export async function inIsolate<T>(
  sources: Readonly<Record<string, string>>,
  use: (call: Call) => Promise<T>,
): Promise<T> {
  const { default: ivm } = await import('isolated-vm');
  const isolate = new ivm.Isolate({ memoryLimit: LIMITS.memory });
  try {
    const modules = new Map<string, Module>();
    for (const [name, code] of Object.entries(sources)) {
      modules.set(name, await isolate.compileModule(code, { filename: name }));
    }
    const resolve = (name: string): Module => {
      const found = modules.get(name);
      if (!found) throw new Error(`There is no module ${name}.`);
      return found;
    };
    const main = resolve('main');
    await main.instantiate(await isolate.createContext(), resolve);
    await main.evaluate({ timeout: LIMITS.time });
    return await use(async (name, ...args) => {
      const exported = await main.namespace.get(name, { reference: true });
      return exported.apply(undefined, args, {
        arguments: { copy: true },
        result: { copy: true, promise: true },
        timeout: LIMITS.time,
      });
    });
  } finally {
    if (!isolate.isDisposed) isolate.dispose();
  }
}
