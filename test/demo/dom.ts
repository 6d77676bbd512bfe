/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** The page's element with an id. */
export function find(id: string): HTMLElement;
export function find<T extends HTMLElement>(id: string, kind: new () => T): T;
export function find(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} ${id}.`);
  return found;
}

/** A new element. Text becomes text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** A button that does something. */
export function button(
  label: string | readonly (string | Node)[],
  attributes: Readonly<Record<string, string>>,
  action: (pressed: HTMLButtonElement) => void,
): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', ...attributes },
    ...(typeof label === 'string' ? [label] : label),
  );
  made.addEventListener('click', () => {
    action(made);
  });
  return made;
}

/** A name that a narrow column breaks between its words: after a dot or an underscore, or before a capital. */
export function breakable(name: string): Node[] {
  return name.split(/(?<=[._])|(?=[A-Z])/).flatMap((word) => [new Text(word), element('wbr')]);
}

/** A button that copies a text, and says so for a while. */
export function copyButton(
  label: string,
  attributes: Readonly<Record<string, string>>,
  text: () => string,
): HTMLButtonElement {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return button(label, attributes, (pressed) => {
    const say = (word: string, status: string) => {
      pressed.textContent = word;
      announce(status);
      clearTimeout(timer);
      timer = setTimeout(() => (pressed.textContent = label), 1500);
    };
    navigator.clipboard.writeText(text()).then(
      () => {
        say('Copied', 'Copied.');
      },
      () => {
        say('Not copied', 'The browser does not allow copying.');
      },
    );
  });
}

/** Has screen readers say something. */
export function announce(text: string): void {
  find('status').textContent = text;
}
