import { profiles } from '../../src/mappers/index.js';
import { PROFILES } from './fixtures.js';

/** The rules of all profiles side by side, as a Markdown table in the order of the rules. */
export function mappingTable(event: 'track' | 'group'): string {
  const rulesOf = (profile: (typeof PROFILES)[number]) =>
    profiles[profile].rules.filter((rule) => (rule.event ?? 'track') === event);
  const sources = [...new Set(PROFILES.flatMap(rulesOf).map(({ from }) => from))];
  const rows = sources.map((from) => [
    code(from),
    ...PROFILES.map((profile) => {
      const targets = rulesOf(profile)
        .filter((rule) => rule.from === from)
        .map(({ to }) => code(to));
      return [...new Set(targets)].join(', ');
    }),
  ]);
  return table([['Olark', ...PROFILES.map(code)], ...rows]);
}

/** A Markdown table, as the formatter lays it out; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
