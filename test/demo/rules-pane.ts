import type { EditorView } from '@codemirror/view';

import { element, find } from './dom.js';
import { createEditor, setFaults, setText } from './editor.js';
import { firstFault, type Range, rangeAt } from './json-places.js';
import type { RuleFault } from './rules.js';

/** Rules of the user's own: an editor, and what is wrong with each rule. */
export class RulesPane {
  readonly #view: EditorView;

  constructor(onChange: () => void) {
    this.#view = createEditor(find('rules'), 'Rules of your own', onChange);
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    setText(this.#view, text);
    if (text.trim() !== '') find('rules-pane', HTMLDetailsElement).open = true;
  }

  update(faults: readonly RuleFault[]): void {
    const list = find('rules-error');
    list.hidden = faults.length === 0;
    list.replaceChildren(
      ...faults.map(({ position, message }) => {
        const rule = position === undefined ? [] : [element('strong', {}, `Rule ${String(position + 1)} `)];
        return element('p', {}, ...rule, message);
      }),
    );
    this.#view.contentDOM.setAttribute('aria-invalid', String(faults.length > 0));
    setFaults(
      this.#view,
      faults.map(({ position, message }) => ({ ...this.#rangeOf(position), message })),
    );
  }

  #rangeOf(position: number | undefined): Range {
    const { state } = this.#view;
    const range = position === undefined ? firstFault(state) : rangeAt(state, [position]);
    return range ?? { from: 0, to: state.doc.length };
  }
}
