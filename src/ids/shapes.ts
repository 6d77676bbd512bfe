import type { NamedField, Unchecked, UnknownRecord } from '../common/values.js';
import type {
  OlarkChatFeedback,
  OlarkConversation,
  OlarkItem,
  OlarkOperator,
  OlarkVisitor,
} from '../olark.js';

/**
 * Copies the fields that an object of Olark's is known to have, in the order of their names; a field that it does not
 * have is undefined. A literal takes a fifth of the time of sorting keys and setting one field after the other.
 */
export type Shape = (value: UnknownRecord) => UnknownRecord;

type ShapeOf<T> = (fields: Unchecked<T>) => Record<NamedField<T>, unknown>;

const shapes: {
  conversation: ShapeOf<OlarkConversation>;
  visitor: ShapeOf<OlarkVisitor>;
  items: ShapeOf<OlarkItem>;
  operators: ShapeOf<OlarkOperator>;
  chat_feedback: ShapeOf<OlarkChatFeedback>;
} = {
  items: ({ body, kind, nickname, operatorId, timestamp, visitor_nickname }) => ({
    body,
    kind,
    nickname,
    operatorId,
    timestamp,
    visitor_nickname,
  }),
  operators: ({ emailAddress, id, kind, nickname, username }) => ({
    emailAddress,
    id,
    kind,
    nickname,
    username,
  }),
  chat_feedback: ({ comments, friendliness, knowledge, overall_chat, responsiveness }) => ({
    comments,
    friendliness,
    knowledge,
    overall_chat,
    responsiveness,
  }),
  conversation: ({
    eventType,
    groups,
    id,
    ip,
    isLead,
    items,
    kind,
    manuallySubmitted,
    operators,
    tags,
    visitor,
  }) => ({ eventType, groups, id, ip, isLead, items, kind, manuallySubmitted, operators, tags, visitor }),
  visitor: ({
    browser,
    chat_feedback,
    city,
    conversationBeginPage,
    country,
    countryCode,
    customFields,
    emailAddress,
    fullName,
    id,
    ip,
    kind,
    operatingSystem,
    organization,
    phoneNumber,
    referrer,
    region,
  }) => ({
    browser,
    chat_feedback,
    city,
    conversationBeginPage,
    country,
    countryCode,
    customFields,
    emailAddress,
    fullName,
    id,
    ip,
    kind,
    operatingSystem,
    organization,
    phoneNumber,
    referrer,
    region,
  }),
};

/** The shapes of a conversation and of what stands, alone or as one of several, in the fields of these names. */
export const SHAPES: ReadonlyMap<string, Shape> = /* @__PURE__ */ new Map<string, Shape>(
  Object.entries(shapes),
);
