import { JsonTemplateEngine } from '@rudderstack/json-template-engine';
import get from 'get-value';
import set from 'set-value';

import type { OlarkConversation } from '../../src/index.js';
import { splitBrowser } from '../../src/mappers.js';

/** Other ways to the same events: those of profile `rudder-transformer` for RudderStack's documented example. */

export function byLiteral({ kind, items, tags, visitor }: OlarkConversation): unknown {
  const { fullName: name, phoneNumber: phone, emailAddress: email, city, region, country } = visitor;
  const label = visitor.browser ?? '';
  const space = label.lastIndexOf(' ');
  return [
    {
      type: 'track',
      event: kind,
      userId: visitor.id,
      context: {
        library: { name: 'unknown', version: 'unknown' },
        integration: { name: 'Olark' },
        traits: { name, phone, email, city, region, country },
        browser: { name: label.slice(0, space), version: label.slice(space + 1) },
        os: { name: visitor.operatingSystem },
        page: { referrer: visitor.referrer, url: visitor.conversationBeginPage },
      },
      traits: { organization: visitor.organization, chat_feedback: visitor.chat_feedback },
      properties: { items, tags },
      integrations: { Olark: false },
    },
  ];
}

/** The mapping as data, for the walker. */
const rules: readonly (readonly [from: string, to: string, via?: (value: unknown) => unknown])[] = [
  ['kind', 'event'],
  ['visitor.id', 'userId'],
  ['visitor.fullName', 'context.traits.name'],
  ['visitor.phoneNumber', 'context.traits.phone'],
  ['visitor.emailAddress', 'context.traits.email'],
  ['visitor.city', 'context.traits.city'],
  ['visitor.region', 'context.traits.region'],
  ['visitor.country', 'context.traits.country'],
  ['visitor.browser', 'context.browser', splitBrowser],
  ['visitor.operatingSystem', 'context.os.name'],
  ['visitor.referrer', 'context.page.referrer'],
  ['visitor.conversationBeginPage', 'context.page.url'],
  ['ip', 'context.ip'],
  ['ip', 'properties.ip'],
  ['visitor.organization', 'traits.organization'],
  ['visitor.chat_feedback', 'traits.chat_feedback'],
  ['items', 'properties.items'],
  ['tags', 'properties.tags'],
];

/** How source mappings are commonly done: a loop over the rules, a path read and a path written for each. */
export function byWalker(conversation: OlarkConversation): unknown {
  const event = {
    type: 'track',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
      traits: {},
    },
    traits: {},
    properties: {},
    integrations: { Olark: false },
  };
  for (const [from, to, via] of rules) {
    const found: unknown = get(conversation, from);
    if (found !== undefined && found !== null) set(event, to, via ? via(found) : found);
  }
  return [event];
}

const template = JsonTemplateEngine.createAsSync(`
let browser = .visitor.browser.split(" ");
[{
  "type": "track",
  "event": .kind,
  "userId": .visitor.id,
  "context": {
    "library": { "name": "unknown", "version": "unknown" },
    "integration": { "name": "Olark" },
    "traits": {
      "name": .visitor.fullName, "phone": .visitor.phoneNumber, "email": .visitor.emailAddress,
      "city": .visitor.city, "region": .visitor.region, "country": .visitor.country
    },
    "browser": { "name": browser.slice(0, -1).join(" "), "version": browser.slice(-1)[0] },
    "os": { "name": .visitor.operatingSystem },
    "page": { "referrer": .visitor.referrer, "url": .visitor.conversationBeginPage }
  },
  "traits": { "organization": .visitor.organization, "chat_feedback": .visitor.chat_feedback },
  "properties": { "items": .items, "tags": .tags },
  "integrations": { "Olark": false }
}]`);

export function byTemplate(conversation: OlarkConversation): unknown {
  return template.evaluate(conversation, {});
}
