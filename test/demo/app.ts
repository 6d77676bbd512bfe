import type { IdsMode, OlarkPayloadError } from '../../src/index.js';
import type { FieldMapping } from '../support/mapping.js';
import { type Choice, type Examples, fromFragment, toFragment } from './choice.js';
import { DeliveryPane } from './delivery-pane.js';
import { announce, copyButton, find } from './dom.js';
import { EventsPane } from './events-pane.js';
import { MappingPane } from './mapping-pane.js';
import { chooseProfile, chosenProfile, createProfiles } from './profiles.js';
import { type Result, resultOf } from './result.js';
import { readRules } from './rules.js';
import { RulesPane } from './rules-pane.js';

/** The examples, by name, as text; put in when the page is built. */
declare const EXAMPLES: Examples;

/** How long typing has to pause before the page follows, in milliseconds. */
const PAUSE = 150;

const ids = find('ids', HTMLSelectElement);
const delivery = new DeliveryPane(EXAMPLES, changed);
const rules = new RulesPane(changed);
const mapping = new MappingPane((field, place) => {
  mark(field);
  events.show(field.places, place);
});
const events = new EventsPane((event, path) => {
  const field = mapping.show(event, path);
  mark(field);
  events.show(field?.places ?? [], undefined);
});

let result: Result | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

function mark(field: FieldMapping | undefined): void {
  mapping.mark(field);
  if (result) delivery.mark(field?.source ?? [], result.conversation);
}

function changed(): void {
  document.body.ariaBusy = 'true';
  clearTimeout(waiting);
  waiting = setTimeout(render, PAUSE);
}

function choice(): Choice {
  return { body: delivery.body, profile: chosenProfile(), ids: ids.value as IdsMode | '', rules: rules.text };
}

function render(): void {
  clearTimeout(waiting);
  const chosen = choice();
  const { faults } = readRules(chosen.rules);
  rules.update(faults);
  let error: OlarkPayloadError | undefined;
  try {
    // Faulty rules are told of beside them; what is wrong with the delivery is told of all the same.
    const made = resultOf(faults.length === 0 ? chosen : { ...chosen, rules: '' });
    if (faults.length === 0) {
      result = made;
      events.update(made);
      mapping.update(made);
    }
  } catch (cause) {
    error = cause as OlarkPayloadError;
  }
  delivery.update(error);
  const isStale = error !== undefined || faults.length > 0;
  document.body.classList.toggle('stale', isStale && result !== undefined);
  announce(summaryOf(result, isStale));
  remember(chosen);
  document.body.ariaBusy = 'false';
}

function summaryOf(shown: Result | undefined, isStale: boolean): string {
  if (!shown) return 'No events.';
  if (isStale) return 'No events. What you see is the last good result.';
  const count = shown.events.length;
  return `${String(count)} ${count === 1 ? 'event' : 'events'}.`;
}

function remember(chosen: Choice): void {
  const fragment = toFragment(chosen, EXAMPLES);
  find('too-long').hidden = fragment !== undefined;
  if (fragment !== undefined && `#${fragment}` !== location.hash) {
    history.replaceState(null, '', `#${fragment}`);
  }
}

function restore(): void {
  const { body, profile, ids: mode, rules: text } = fromFragment(location.hash, EXAMPLES);
  chooseProfile(profile);
  ids.value = mode;
  delivery.body = body;
  rules.text = text;
  render();
}

createProfiles(render);
ids.addEventListener('change', render);
find('share').append(copyButton('Copy link', { 'aria-label': 'Copy link' }, () => location.href));
addEventListener('hashchange', restore);
restore();
