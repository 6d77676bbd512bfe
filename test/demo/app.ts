/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import {
  type IdsMode,
  type MappingRule,
  type OlarkPayloadError,
  type Profile,
  type RudderEvent,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import { parseDelivery } from '../../src/mappers.js';
import { type Row, rowOf } from '../warehouse/loader.js';
import { coloredJson } from './colored-json.js';
import { breakable, copyButton, element, find } from './elements.js';
import { type FieldPlaces, type Place, placesOf } from './places.js';

/** The text of each example by its name. The build puts them in. */
declare const EXAMPLES: Readonly<Record<string, string>>;

const PROFILES: Readonly<Record<Profile, string>> = {
  documented: 'What RudderStack’s documentation promises.',
  'rudder-transformer': 'What RudderStack’s own transformer sends today.',
  complete: 'All of documented, every other field that Olark sent, and the time.',
  warehouse: 'The same warehouse columns, whatever Olark sends.',
};

/** How long typing must pause before the page updates, in milliseconds. */
const PAUSE = 150;

/** The mapping is run once for each field, so more fields would make the page slow. */
const MAX_FIELDS = 300;

const example = find('example', HTMLSelectElement);
const profile = find('profile', HTMLSelectElement);
const ids = find('ids', HTMLSelectElement);
const delivery = find('delivery', HTMLTextAreaElement);
const rules = find('rules', HTMLTextAreaElement);
const rulesPane = find('rules-pane', HTMLDetailsElement);

function render(): void {
  find('about-profile').textContent = PROFILES[profile.value as Profile];
  let faultyInput = rules;
  const faults = new Map<HTMLTextAreaElement, string>();
  try {
    const options: TransformOptions = {
      profile: profile.value as Profile,
      ids: ids.value === '' ? undefined : (ids.value as IdsMode),
      // No rules are said by leaving the option out.
      ...(rules.value.trim() === '' ? {} : { rules: readRules(rules.value) }),
    };
    faultyInput = delivery;
    const events: readonly RudderEvent[] = transformOlark(delivery.value, options);
    const rows = options.profile === 'warehouse' ? events.map((event) => rowOf(event)) : [];
    showEvents(events, rows);
    showMapping(placesOf(parseDelivery(delivery.value), options, MAX_FIELDS), rows);
    find('status').textContent = `${String(events.length)} ${events.length === 1 ? 'event' : 'events'}.`;
  } catch (error) {
    const { code, message } = error as OlarkPayloadError;
    faults.set(code === 'OLARK_INVALID_OPTION' ? rules : faultyInput, message);
    find('status').textContent = 'No events. The page shows the last good result.';
  }
  for (const input of [delivery, rules]) {
    input.ariaInvalid = String(faults.has(input));
    find(`${input.id}-error`).textContent = faults.get(input) ?? '';
  }
  find('rules-in-use').textContent = rules.value.trim() === '' ? 'none' : 'in use';
  if (faults.has(rules)) rulesPane.open = true;
  document.body.classList.toggle('stale', faults.size > 0);
  document.body.ariaBusy = 'false';
}

/** Runs what was typed, as the console would: the page is the reader's own. */
function readRules(text: string): readonly MappingRule[] {
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
  return new Function(`return (${text}\n)`)() as readonly MappingRule[];
}

function showMapping(fields: readonly FieldPlaces[], rows: readonly Row[]): void {
  const lines = fields.map(({ field, value, places }) => {
    const isEmpty = value === undefined || value === null || value === '';
    const where = places.map((place) => element('div', {}, ...nameOf(place), ...columnsOf(place, rows)));
    const none = element('small', {}, isEmpty ? 'empty' : 'left out');
    return element(
      'tr',
      {},
      element('th', { scope: 'row', title: JSON.stringify(value) }, ...breakable(field)),
      element('td', {}, ...(where.length > 0 ? where : [none])),
    );
  });
  find('mapping').replaceChildren(...lines);
}

function nameOf({ event, path }: Place): (string | Node)[] {
  const name = event === 0 ? 'track' : `group ${String(event)}`;
  return [`${name}: `, ...(path === '' ? ['the whole event'] : breakable(path))];
}

function columnsOf({ event, path }: Place, rows: readonly Row[]): Node[] {
  return [...(rows[event]?.cells ?? [])]
    .filter(([, cell]) => cell.path === path || cell.path.startsWith(`${path}.`))
    .map(([column]) => element('small', {}, 'column ', ...breakable(column)));
}

function showEvents(events: readonly RudderEvent[], rows: readonly Row[]): void {
  const cards = events.map((event, index) => {
    const name = event.type === 'track' ? event.event : event.groupId;
    const title = element('h3', {}, element('span', { class: 'type' }, event.type), ' ', name);
    const copy = copyButton('Copy', `Copy ${event.type} ${name}`, () => JSON.stringify(event, null, 2));
    return element(
      'article',
      {},
      element('header', {}, title, copy),
      ...rows.slice(index, index + 1).map(tableOf),
      coloredJson(event),
    );
  });
  const copyAll = copyButton('Copy all', 'Copy all events', () => JSON.stringify(events, null, 2));
  find('copy-all').replaceChildren(copyAll);
  find('events').replaceChildren(...cards);
}

/** The row that a warehouse makes of an event. */
function tableOf({ table, cells }: Row): Node {
  const lines = [...cells].map(([column, { type, value }]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, ...breakable(column)),
      element('td', { class: 'value' }, String(value), element('small', {}, type)),
    ),
  );
  const summary = element('summary', {}, `${String(cells.size)} columns of the table ${table}`);
  return element('details', {}, summary, element('table', {}, element('tbody', {}, ...lines)));
}

let waiting: ReturnType<typeof setTimeout> | undefined;
for (const input of [delivery, rules, profile, ids]) {
  input.addEventListener('input', () => {
    document.body.ariaBusy = 'true';
    clearTimeout(waiting);
    waiting = setTimeout(render, PAUSE);
  });
}
example.addEventListener('input', () => {
  delivery.value = EXAMPLES[example.value] ?? '';
  render();
});
example.append(...Object.keys(EXAMPLES).map((name) => element('option', {}, name)));
profile.append(...Object.keys(PROFILES).map((name) => element('option', {}, name)));
// On a phone, the results come first.
rulesPane.open = matchMedia('(min-width: 70rem)').matches;
example.value = 'documented-example';
delivery.value = EXAMPLES[example.value] ?? '';
render();
