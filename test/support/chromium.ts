import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe } from 'vitest';

/** Where tests leave pictures to look at. */
export const SCREENSHOTS = fileURLToPath(new URL('../../coverage/screenshots/', import.meta.url));

/** Where Debian's Chromium is, or another that `CHROMIUM` names; `undefined` where there is none. */
export const chromiumPath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Tests that need Chromium: whoever has none can still run the others, but a CI server must have it. */
export const describeInChromium = describe.skipIf(chromiumPath === undefined && !process.env['CI']);

export const launchOptions = { executablePath: chromiumPath ?? '', args: ['--disable-gpu'] };
