import type { Module } from 'isolated-vm';

import { tool } from './tools.js';

/** What a user transformation may take in RudderStack: megabytes in all, milliseconds for a batch of events. */
const LIMITS = { memory: 128, time: 4_000 };

/** The built addon of `isolated-vm`; `undefined` where it is not installed. */
export const isolateAddon = tool('isolated-vm/out/isolated_vm.node');

/**
 * Loads ES modules, by the names that they import one another by, into an isolate of their own within RudderStack's
 * limits, where nothing is but ECMAScript. Calls what `main` exports as `run`; its argument and result are copied.
 */
export async function runInIsolate(
  sources: Readonly<Record<string, string>> & { readonly main: string },
  argument?: unknown,
): Promise<unknown> {
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
    const run = await main.namespace.get('run', { reference: true });
    return await run.apply(undefined, [argument], {
      arguments: { copy: true },
      result: { copy: true, promise: true },
      timeout: LIMITS.time,
    });
  } finally {
    if (!isolate.isDisposed) isolate.dispose();
  }
}
