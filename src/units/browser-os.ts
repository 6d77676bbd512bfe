import UAParser from 'ua-parser-js';

import type { RudderNameVersion } from '../rudder.js';

/**
 * Splits a browser label into name and version; `undefined` for a blank label and for anything but a string.
 *
 * The last word is the version when it starts with a digit and is not the only word. `ua-parser-js` reads a raw
 * user-agent string; if it finds no name, the whole label is the name.
 *
 * @example
 * splitBrowser('Internet Explorer 11'); // { name: 'Internet Explorer', version: '11' }
 * splitBrowser('Mobile Safari'); // { name: 'Mobile Safari' }
 */
export function splitBrowser(label: unknown): RudderNameVersion | undefined {
  return split(label, 'getBrowser');
}

/**
 * Splits an operating-system label by the same rules as {@link splitBrowser}.
 *
 * @example
 * splitOperatingSystem('Windows 10'); // { name: 'Windows', version: '10' }
 * splitOperatingSystem('Macintosh'); // { name: 'Macintosh' }
 */
export function splitOperatingSystem(label: unknown): RudderNameVersion | undefined {
  return split(label, 'getOS');
}

/**
 * An operating-system label as it was sent, unsplit; `undefined` for anything but a string. Profile
 * `rudder-transformer`.
 *
 * @example
 * wholeOperatingSystem('Windows 10'); // { name: 'Windows 10' }
 */
export function wholeOperatingSystem(label: unknown): RudderNameVersion | undefined {
  return typeof label === 'string' ? { name: label } : undefined;
}

/**
 * The operating system that a raw user-agent string names; `undefined` for any other label.
 *
 * @example
 * operatingSystemOfUserAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'); // { name: 'Windows', version: '10' }
 * operatingSystemOfUserAgent('Chrome 105.0.0.0'); // undefined
 */
export function operatingSystemOfUserAgent(label: unknown): RudderNameVersion | undefined {
  if (typeof label !== 'string' || !isRawUserAgent(label)) return undefined;
  return nameAndVersion(parserOf(label).getOS());
}

/**
 * Whether a label is a raw user-agent string: it has a product token (RFC 9110) whose version has a point, such as
 * `Mozilla/5.0`. `OS/2 4.5` has none.
 *
 * @example
 * isRawUserAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'); // true
 * isRawUserAgent('OS/2 4.5'); // false
 */
export function isRawUserAgent(label: unknown): boolean {
  return typeof label === 'string' && label.includes('/') && /(?:^|\s)[a-z][\w.-]*\/\d+\.\d/i.test(label);
}

/**
 * Makes a parser of a user-agent string. The string is set later, because a parser that is made for the page's own
 * string also reads `window.navigator`.
 */
function parserOf(userAgent: string): UAParser {
  return new UAParser('-').setUA(userAgent);
}

type Parsed = UAParser.IBrowser | UAParser.IOS;

function split(label: unknown, part: 'getBrowser' | 'getOS'): RudderNameVersion | undefined {
  if (typeof label !== 'string') return undefined;
  const name = collapseSpaces(label);
  if (isRawUserAgent(label)) return nameAndVersion(parserOf(label)[part]()) ?? { name };
  if (name === '') return undefined;
  const space = name.lastIndexOf(' ');
  const version = name.slice(space + 1);
  return space > 0 && /^\d/.test(version) ? { name: name.slice(0, space), version } : { name };
}

/** Makes each run of white space one space, and removes outer white space. */
function collapseSpaces(label: string): string {
  const trimmed = label.trim();
  return /[^\S ]| {2}/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

function nameAndVersion({ name, version }: Parsed): RudderNameVersion | undefined {
  if (!name) return undefined;
  return version ? { name, version } : { name };
}
