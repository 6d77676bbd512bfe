import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

import type { Key } from '../support/mapping.js';

type Node = NonNullable<ReturnType<typeof ensureSyntaxTree>>['topNode'];

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** How long a long text may take to be parsed, in milliseconds. */
const PATIENCE = 500;

/** Where a path is in JSON text: a property with its name, or an entry of a list. */
export function rangeAt(state: EditorState, path: readonly Key[]): Range | undefined {
  let node = rootOf(state);
  let range: Range | undefined = node;
  for (const step of path) {
    if (!node) return undefined;
    const found: Node | undefined =
      node.name === 'Array' ? valuesIn(node)[Number(step)] : propertyOf(node, String(step), state);
    range = found;
    node = found?.name === 'Property' ? valuesIn(found)[0] : found;
  }
  return range && { from: range.from, to: range.to };
}

/** Where a path is, or else what would be around it: the nearest object that is there, by its first character. */
export function nearestRange(state: EditorState, path: readonly Key[]): Range | undefined {
  const range = rangeAt(state, path);
  if (range) return range;
  if (path.length === 0) return undefined;
  const around = nearestRange(state, path.slice(0, -1));
  return around && { from: around.from, to: Math.min(around.to, state.doc.lineAt(around.from).to) };
}

/** The path at a position of JSON text. */
export function pathAt(state: EditorState, position: number): Key[] {
  const path: Key[] = [];
  let node = treeOf(state)?.resolveInner(position, 1) ?? null;
  for (; node; node = node.parent) {
    const { parent } = node;
    if (node.name === 'Property') path.unshift(nameIn(node, state));
    else if (parent?.name === 'Array') {
      const { from } = node;
      const index = valuesIn(parent).findIndex((value) => value.from === from);
      if (index >= 0) path.unshift(index);
    }
  }
  return path;
}

/** Where JSON text stops being JSON. */
export function firstFault(state: EditorState): Range | undefined {
  let fault: Range | undefined;
  treeOf(state)?.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) fault ??= { from, to };
      return fault === undefined;
    },
  });
  return fault;
}

function treeOf(state: EditorState) {
  return ensureSyntaxTree(state, state.doc.length, PATIENCE);
}

function rootOf(state: EditorState): Node | undefined {
  return treeOf(state)?.topNode.firstChild ?? undefined;
}

/** The values of a list or of a property, without brackets, commas and names. */
function valuesIn(node: Node): Node[] {
  const values: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]/.test(child.name) && child.name !== 'PropertyName') values.push(child);
  }
  return values;
}

function propertyOf(object: Node, name: string, state: EditorState): Node | undefined {
  return object.getChildren('Property').find((property) => nameIn(property, state) === name);
}

function nameIn(property: Node, state: EditorState): string {
  const name = property.getChild('PropertyName');
  if (!name) return '';
  try {
    return JSON.parse(state.sliceDoc(name.from, name.to)) as string;
  } catch {
    return '';
  }
}
