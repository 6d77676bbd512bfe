/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { OlarkConversation, OlarkPayloadError, Profile, TransformOptions } from '../../src/index.js';
import { transformOlark } from '../../src/index.js';
import { unwrap } from '../../src/unwrap.js';
import { type FieldMapping, isEmpty, mappingOf } from './mapping.js';

/** The examples, by name, as text; put in when the page is built. */
declare const EXAMPLES: Readonly<Record<string, string>>;

/** More would make the page slow. */
const MAX_ROWS = 500;
const MAX_CHARACTERS = 200_000;

function find(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found;
}

const body = find('body') as HTMLTextAreaElement;
const profile = find('profile') as HTMLSelectElement;
const ids = find('ids') as HTMLSelectElement;
const examples = find('fixtures');

function element(name: string, content: string | readonly Node[], className = ''): HTMLElement {
  const made = document.createElement(name);
  made.append(...(typeof content === 'string' ? [content] : content));
  made.className = className;
  return made;
}

function render(): void {
  for (const button of examples.querySelectorAll('button')) {
    button.ariaPressed = String(EXAMPLES[button.textContent] === body.value);
  }
  const options = { profile: profile.value, ...(ids.value && { ids: ids.value }) } as TransformOptions;
  try {
    const events = transformOlark(body.value, options);
    const conversation = unwrap(body.value) as unknown as OlarkConversation;
    show({
      status: events.length === 1 ? '1 event' : `${String(events.length)} events`,
      events: shortened(JSON.stringify(events, null, 2)),
      mapping: mappingOf(conversation, profile.value as Profile),
    });
  } catch (error) {
    show({ status: 'no events', error: error as OlarkPayloadError });
  }
}

interface View {
  readonly status: string;
  readonly events?: string;
  readonly mapping?: readonly FieldMapping[];
  readonly error?: OlarkPayloadError;
}

function show({ status, events = '', mapping = [], error }: View): void {
  find('status').textContent = status;
  find('events').hidden = error !== undefined;
  find('events').textContent = events;
  find('error').hidden = error === undefined;
  find('error').replaceChildren(...(error ? errorLines(error) : []));
  find('mapping').replaceChildren(...mapping.slice(0, MAX_ROWS).map(row));
  find('summary').textContent = summaryOf(mapping);
}

function errorLines({ code, message, path }: OlarkPayloadError): Node[] {
  const lines = [element('code', code), element('div', message)];
  return path === undefined ? lines : [...lines, element('div', [new Text('Path: '), element('code', path)])];
}

function summaryOf(mapping: readonly FieldMapping[]): string {
  if (mapping.length === 0) return 'Nothing to map.';
  const full = mapping.filter(({ value }) => !isEmpty(value));
  const kept = full.filter(({ places }) => places.length > 0).length;
  const summary = `${String(full.length)} fields with a value: ${String(kept)} kept, ${String(full.length - kept)} not kept.`;
  return mapping.length > MAX_ROWS ? `${summary} The first ${String(MAX_ROWS)} are shown.` : summary;
}

function row({ source, value, places }: FieldMapping): HTMLElement {
  const preview = places.length === 0 && isEmpty(value) ? '' : JSON.stringify(value).slice(0, 80);
  const from = element('td', [element('span', breakable(source)), element('small', preview)]);
  if (places.length > 0) {
    const list = places.map(({ event, path }) => {
      return element('li', [element('span', `${event} `, 'event'), ...breakable(path)]);
    });
    return element('tr', [from, element('td', [element('ul', list)])]);
  }
  return isEmpty(value)
    ? element('tr', [from, element('td', 'empty')], 'empty')
    : element('tr', [from, element('td', 'no rule reads it')], 'lost');
}

/** A path that a narrow column breaks after its dots. */
function breakable(path: string): Node[] {
  return path.split(/(?<=\.)/).flatMap((step) => [new Text(step), document.createElement('wbr')]);
}

function shortened(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}\n… and more` : text;
}

for (const [name, text] of Object.entries(EXAMPLES)) {
  const button = element('button', name) as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', () => {
    body.value = text;
    render();
  });
  examples.append(button);
}
find('options').addEventListener('submit', (event) => {
  event.preventDefault();
});
for (const input of [body, profile, ids]) input.addEventListener('input', render);
body.value = EXAMPLES['documented-example'] ?? '';
render();
