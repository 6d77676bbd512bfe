import type { MappingRule } from '../options.js';

/** The page that the conversation began on and the one before it. Part of every profile. */
export const page: readonly MappingRule[] = [
  { from: 'visitor.referrer', to: 'context.page.referrer' },
  { from: 'visitor.conversationBeginPage', to: 'context.page.url' },
];
