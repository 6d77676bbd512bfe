import { json } from '@codemirror/lang-json';
import {
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { minimalSetup } from 'codemirror';

import type { Range } from './json-places.js';

const colors = HighlightStyle.define([
  { tag: tags.propertyName, class: 'json-name' },
  { tag: tags.string, class: 'json-string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'json-value' },
]);

const setMarks = StateEffect.define<readonly Range[]>();

/** The marked places of a text. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (old, { changes, effects }) => {
    const effect = effects.find((candidate) => candidate.is(setMarks));
    if (!effect) return old.map(changes);
    const ranges = effect.value.filter(({ from, to }) => from < to);
    return Decoration.set(
      ranges.map(({ from, to }) => Decoration.mark({ class: 'marked' }).range(from, to)),
      true,
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});

function common(label: string): Extension {
  return [
    syntaxHighlighting(colors),
    marks,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
  ];
}

/** An editor for JSON, or for a body that is not JSON, which is left uncolored. */
export function createEditor(parent: HTMLElement, label: string, onChange: () => void): EditorView {
  const language = new Compartment();
  return new EditorView({
    parent,
    extensions: [
      minimalSetup,
      common(label),
      lintGutter(),
      language.of(json()),
      EditorView.updateListener.of(({ docChanged, state, view }) => {
        if (!docChanged) return;
        const isJson = /^\s*[[{]/.test(state.sliceDoc(0, 100));
        const isShown = (language.get(state) as Extension[]).length !== 0;
        if (isJson !== isShown) view.dispatch({ effects: language.reconfigure(isJson ? json() : []) });
        onChange();
      }),
    ],
  });
}

/** JSON to look at, with a cursor; `onPick` is told where one clicks or presses Enter. */
export function createViewer(
  parent: HTMLElement,
  label: string,
  onPick: (position: number) => void,
): EditorView {
  const pick = ({ state }: EditorView) => {
    onPick(state.selection.main.head);
    return true;
  };
  return new EditorView({
    parent,
    extensions: [
      keymap.of([{ key: 'Enter', run: pick }, ...foldKeymap]),
      EditorState.readOnly.of(true),
      codeFolding(),
      foldGutter(),
      json(),
      common(label),
      EditorView.contentAttributes.of({ inputmode: 'none', 'aria-readonly': 'true' }),
      EditorView.domEventHandlers({
        click: (_, view) => {
          if (view.state.selection.main.empty) pick(view);
        },
      }),
    ],
  });
}

/** Puts a text in, unless it is there already. */
export function setText(view: EditorView, text: string): void {
  const { doc } = view.state;
  if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
}

export function mark(view: EditorView, ranges: readonly Range[]): void {
  view.dispatch({ effects: setMarks.of(ranges) });
}

/** Shows a place: scrolls to it, and has the cursor there for the keyboard. */
export function show(view: EditorView, { from }: Range): void {
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
}

/** Marks what is wrong in a text. */
export function setFaults(view: EditorView, faults: readonly (Range & { message: string })[]): void {
  const diagnostics = faults.map(({ from, to, message }): Diagnostic => {
    return { from, to, message, severity: 'error' };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
