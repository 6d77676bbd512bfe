import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('node_modules/', import.meta.url));

/** The path of a tool among this folder's packages; `undefined` where its package is not installed. */
export function tool(path: string): string | undefined {
  return [join(MODULES, path)].find((file) => existsSync(file));
}

/** Whether to leave out the tests of a tool: whoever lacks one can run the others, but CI must have them all. */
export function isLeftOut(path: string | undefined): boolean {
  return path === undefined && !process.env['CI'];
}

export const workerd = tool('@cloudflare/workerd-linux-64/bin/workerd');

/** A configuration that runs `worker.mjs` with variables, on a port of its own; it may reach servers on loopback. */
export function workerdConfig(variables: Readonly<Record<string, string>>): string {
  const bindings = Object.entries(variables).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  return `
    using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = .worker),
        (name = "internet", network = (allow = ["local", "private"])),
      ],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
    );
    const worker :Workerd.Worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
      compatibilityDate = "2026-11-01",
      bindings = [${bindings.join(', ')}],
    );`;
}
