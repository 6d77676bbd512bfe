import type { EditorView } from '@codemirror/view';

import { unwrap } from '../../src/delivery/unwrap.js';
import type { OlarkConversation, OlarkPayloadError } from '../../src/index.js';
import type { Key } from '../support/mapping.js';
import { type Examples, exampleOf } from './choice.js';
import { button, element, find } from './dom.js';
import { createEditor, mark, setFaults, setText } from './editor.js';
import { firstFault, nearestRange, type Range, rangeAt } from './json-places.js';

/** What the user pastes: an editor, examples and what is wrong with it. */
export class DeliveryPane {
  readonly #examples: Examples;
  readonly #view: EditorView;
  readonly #select = find('example', HTMLSelectElement);

  constructor(examples: Examples, onChange: () => void) {
    this.#examples = examples;
    this.#view = createEditor(find('body'), 'Delivery', onChange);
    this.#select.append(...Object.keys(examples).map((name) => element('option', {}, name)));
    this.#select.addEventListener('change', () => {
      this.body = examples[this.#select.value] ?? this.body;
    });
    find('delivery-actions').append(
      button('Format as JSON', { id: 'format' }, () => {
        this.body = JSON.stringify(unwrap(this.body), null, 2);
      }),
    );
  }

  get body(): string {
    return this.#view.state.doc.toString();
  }

  set body(text: string) {
    setText(this.#view, text);
  }

  /** Says which example this is, and what is wrong with it, if anything. */
  update(error: OlarkPayloadError | undefined): void {
    this.#select.value = exampleOf(this.body, this.#examples) ?? '';
    find('format', HTMLButtonElement).disabled = !canUnwrap(this.body);
    const alert = find('delivery-error');
    alert.hidden = error === undefined;
    alert.replaceChildren(...(error ? linesOf(error) : []));
    this.#view.contentDOM.setAttribute('aria-invalid', String(error !== undefined));
    const range = error && this.#rangeOf(error);
    setFaults(this.#view, error && range ? [{ ...range, message: error.message }] : []);
  }

  /** Marks a field of the conversation, where the text shows it. */
  mark(path: readonly Key[], conversation: OlarkConversation): void {
    const isIn = path.length > 0 && isShown(this.body, conversation);
    const range = isIn ? rangeAt(this.#view.state, path) : undefined;
    mark(this.#view, range ? [range] : []);
  }

  #rangeOf({ code, path }: OlarkPayloadError): Range | undefined {
    const { state } = this.#view;
    if (!this.body.trimStart().startsWith('{')) return undefined;
    if (code === 'OLARK_INVALID_JSON') return firstFault(state);
    return path === undefined ? undefined : nearestRange(state, path.split('.'));
  }
}

function linesOf({ code, message, path }: OlarkPayloadError): Node[] {
  const lines = [element('strong', {}, code), element('p', {}, message)];
  return path === undefined ? lines : [...lines, element('p', {}, 'Field: ', element('code', {}, path))];
}

function canUnwrap(body: string): boolean {
  try {
    unwrap(body);
    return true;
  } catch {
    return false;
  }
}

/** Whether a body is the conversation itself and not something around it. */
function isShown(body: string, { kind }: OlarkConversation): boolean {
  try {
    return (JSON.parse(body) as { readonly kind?: unknown }).kind === kind;
  } catch {
    return false;
  }
}
