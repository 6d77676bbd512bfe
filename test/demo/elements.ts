/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Finds the page's element with an id. */
export function find<T extends HTMLElement = HTMLElement>(id: string, kind?: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`The page has no ${id} of that kind.`);
  return found as T;
}

/** Makes an element. Text stays text and never becomes markup. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly (string | Node)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** A name that a browser breaks only after a dot or an underscore: `context.` `page.` `initial_` `referrer`. */
export function breakable(name: string): (string | Node)[] {
  return name
    .split(/(?<=[._])/)
    .flatMap((part, index) => (index === 0 ? [part] : [element('wbr', {}), part]));
}

/** How long a button says what it has done, in milliseconds. */
const SAID = 2000;

/** A button that copies a text. Its `name` tells it from the other buttons for those who hear the page. */
export function copyButton(label: string, name: string, text: () => string): HTMLElement {
  const button = element('button', { type: 'button', 'aria-label': name }, label);
  const say = (outcome: string) => {
    button.textContent = outcome;
    find('copy-outcome').textContent = outcome;
    setTimeout(() => (button.textContent = label), SAID);
  };
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => {
        say('Copied');
      },
      () => {
        say('Not allowed');
      },
    );
  });
  return button;
}
