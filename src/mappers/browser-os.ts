import UAParser from 'ua-parser-js';

import type { MappingRule } from '../options.js';
import type { RudderNameVersion } from '../rudder.js';

/** Browser and operating system, each split into name and version. Profiles `documented`, `complete`. */
export const browserAndOs: readonly MappingRule[] = [
  { from: 'visitor.browser', to: 'context.browser', via: splitBrowser },
  { from: 'visitor.browser', to: 'context.os', via: operatingSystemOfUserAgent },
  { from: 'visitor.operatingSystem', to: 'context.os', via: splitOperatingSystem },
];

/** The browser split, the operating system whole, blank ones kept. Profile `rudder-transformer`. */
export const browserAndWholeOs: readonly MappingRule[] = [
  { from: 'visitor.browser', to: 'context.browser', via: wholeLabel },
  { from: 'visitor.browser', to: 'context.browser', via: splitBrowser },
  { from: 'visitor.browser', to: 'context.os', via: operatingSystemOfUserAgent },
  { from: 'visitor.operatingSystem', to: 'context.os', via: wholeLabel },
];

/** Raw user-agent strings, whole beside their parts, so that nothing is lost. Profile `complete`. */
export const rawUserAgents: readonly MappingRule[] = [
  { from: 'visitor.browser', to: 'context.userAgent', via: rawUserAgent },
  { from: 'visitor.operatingSystem', to: 'context.traits.operatingSystem', via: rawUserAgent },
];

/**
 * A browser label, split into name and version; `undefined` for what is blank or no string.
 *
 * The last word is the version when it starts with a digit and is not the only word. A raw user-agent
 * string goes through `ua-parser-js`; what that cannot name keeps the whole label as its name.
 *
 * @example
 * splitBrowser('Internet Explorer 11'); // { name: 'Internet Explorer', version: '11' }
 * splitBrowser('Mobile Safari'); // { name: 'Mobile Safari' }
 */
export function splitBrowser(label: unknown): RudderNameVersion | undefined {
  if (!isRawUserAgent(label)) return splitLabel(label);
  return named(new UAParser(label).getBrowser()) ?? wholeLabel(label);
}

/**
 * An operating-system label, split by the same rules as {@link splitBrowser}.
 *
 * @example
 * splitOperatingSystem('Windows 10'); // { name: 'Windows', version: '10' }
 * splitOperatingSystem('Macintosh'); // { name: 'Macintosh' }
 */
export function splitOperatingSystem(label: unknown): RudderNameVersion | undefined {
  if (!isRawUserAgent(label)) return splitLabel(label);
  return operatingSystemOfUserAgent(label) ?? wholeLabel(label);
}

/**
 * The operating system that a raw user-agent string names; `undefined` for any other label.
 *
 * @example
 * operatingSystemOfUserAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'); // { name: 'Windows', version: '10' }
 * operatingSystemOfUserAgent('Chrome 105.0.0.0'); // undefined
 */
export function operatingSystemOfUserAgent(label: unknown): RudderNameVersion | undefined {
  return isRawUserAgent(label) ? named(new UAParser(label).getOS()) : undefined;
}

/**
 * A label as a name, unsplit, its white space tidied; `undefined` for what is no string.
 *
 * @example
 * wholeLabel('Windows 10'); // { name: 'Windows 10' }
 */
export function wholeLabel(label: unknown): RudderNameVersion | undefined {
  return typeof label === 'string' ? { name: tidy(label) } : undefined;
}

function splitLabel(label: unknown): RudderNameVersion | undefined {
  const name = typeof label === 'string' ? tidy(label) : '';
  if (name === '') return undefined;
  const space = name.lastIndexOf(' ');
  return space > 0 && isDigit(name.charCodeAt(space + 1))
    ? { name: name.slice(0, space), version: name.slice(space + 1) }
    : { name };
}

function tidy(label: string): string {
  const trimmed = label.trim();
  return /[^\S ]| {2}/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function rawUserAgent(label: unknown): string | undefined {
  return isRawUserAgent(label) ? label : undefined;
}

/** Whether a label has a product token as RFC 9110 puts it: `Mozilla/5.0`. */
function isRawUserAgent(label: unknown): label is string {
  return typeof label === 'string' && label.includes('/') && /(?:^|\s)[a-z][\w.-]*\/\d/i.test(label);
}

function named({ name, version }: UAParser.IBrowser | UAParser.IOS): RudderNameVersion | undefined {
  if (!name) return undefined;
  return version ? { name, version } : { name };
}
