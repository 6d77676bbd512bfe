/** A delivery, with all that a first look at the documentation shows. */
interface Delivery {
  kind: string;
  id: string;
  items: { timestamp: string }[];
  tags: string[];
  operators: object;
  groups?: Record<'kind' | 'id' | 'name', string>[];
  visitor: Record<
    | 'kind'
    | 'id'
    | 'fullName'
    | 'phoneNumber'
    | 'emailAddress'
    | 'city'
    | 'region'
    | 'country'
    | 'countryCode'
    | 'organization'
    | 'browser'
    | 'operatingSystem'
    | 'referrer'
    | 'conversationBeginPage'
    | 'chat_feedback',
    string
  >;
}

/** The mapping that an hour with RudderStack's documentation gives; the comparison in the README tries it. */
export function mapByHand(body: string): object[] {
  const data = new URLSearchParams(body).get('data') ?? '';
  const { kind, id, items, tags, operators, groups, visitor } = JSON.parse(data) as Delivery;
  const [browser, browserVersion] = visitor.browser.split(' ');
  const [os, osVersion] = visitor.operatingSystem.split(' ');
  const track = {
    type: 'track',
    event: kind,
    userId: visitor.id,
    messageId: id,
    timestamp: new Date(Number(items.at(-1)?.timestamp) * 1000).toISOString(),
    context: {
      traits: {
        name: visitor.fullName,
        phone: visitor.phoneNumber,
        email: visitor.emailAddress,
        city: visitor.city,
        region: visitor.region,
        country: visitor.country,
      },
      browser: { name: browser, version: browserVersion },
      os: { name: os, version: osVersion },
      page: { referrer: visitor.referrer, url: visitor.conversationBeginPage },
    },
    traits: {
      organization: visitor.organization,
      countryCode: visitor.countryCode,
      kind: visitor.kind,
      chat_feedback: visitor.chat_feedback,
    },
    properties: { items, tags, operators },
  };
  const groupEvents = (groups ?? []).map((group) => ({
    type: 'group',
    userId: visitor.id,
    groupId: group.id,
    traits: { name: group.name },
    properties: { kind: group.kind },
  }));
  return [track, ...groupEvents];
}
