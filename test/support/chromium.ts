import { existsSync } from 'node:fs';

import { describe } from 'vitest';

/** Where Debian's Chromium is, or another that `CHROMIUM` names; `undefined` where there is none. */
export const chromiumPath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Tests that need Chromium: whoever has none can still run the others, but a CI server must have it. */
export const describeInChromium = describe.skipIf(chromiumPath === undefined && !process.env['CI']);

export const launchOptions = { executablePath: chromiumPath ?? '', args: ['--disable-gpu'] };
