import UAParser from 'ua-parser-js';

import type { RudderNameVersion } from '../rudder.js';

/**
 * A browser label, split into name and version; `undefined` for a blank label and for anything but a string.
 *
 * The last word is the version when it starts with a digit and is not the only word. A raw user-agent
 * string goes through `ua-parser-js`; what that cannot name keeps the whole label as its name.
 *
 * @example
 * splitBrowser('Internet Explorer 11'); // { name: 'Internet Explorer', version: '11' }
 * splitBrowser('Mobile Safari'); // { name: 'Mobile Safari' }
 */
export function splitBrowser(label: unknown): RudderNameVersion | undefined {
  return split(label, (userAgent) => parserOf(userAgent).getBrowser());
}

/**
 * An operating-system label, split by the same rules as {@link splitBrowser}.
 *
 * @example
 * splitOperatingSystem('Windows 10'); // { name: 'Windows', version: '10' }
 * splitOperatingSystem('Macintosh'); // { name: 'Macintosh' }
 */
export function splitOperatingSystem(label: unknown): RudderNameVersion | undefined {
  return split(label, (userAgent) => parserOf(userAgent).getOS());
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
 * Whether a label is a raw user-agent string: it has a product token (RFC 9110) whose version has a point,
 * `Mozilla/5.0`, which `OS/2 4.5` does not.
 *
 * @example
 * isRawUserAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'); // true
 * isRawUserAgent('OS/2 4.5'); // false
 */
export function isRawUserAgent(label: unknown): boolean {
  return typeof label === 'string' && label.includes('/') && /(?:^|\s)[a-z][\w.-]*\/\d+\.\d/i.test(label);
}

/**
 * A parser of a user-agent string. The string is set later because a parser that is made for the page's own asks
 * `window.navigator` what else it knows.
 */
function parserOf(userAgent: string): UAParser {
  return new UAParser('-').setUA(userAgent);
}

type Parsed = UAParser.IBrowser | UAParser.IOS;

function split(label: unknown, parse: (userAgent: string) => Parsed): RudderNameVersion | undefined {
  if (typeof label !== 'string') return undefined;
  const name = collapseSpaces(label);
  if (isRawUserAgent(label)) return nameAndVersion(parse(label)) ?? { name };
  if (name === '') return undefined;
  const space = name.lastIndexOf(' ');
  const version = name.slice(space + 1);
  return space > 0 && /^\d/.test(version) ? { name: name.slice(0, space), version } : { name };
}

/** A run of white space becomes one space, and outer white space goes. */
function collapseSpaces(label: string): string {
  const trimmed = label.trim();
  return /[^\S ]| {2}/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

function nameAndVersion({ name, version }: Parsed): RudderNameVersion | undefined {
  if (!name) return undefined;
  return version ? { name, version } : { name };
}
