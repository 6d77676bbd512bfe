/** Everything in one module, for the file that is pasted into RudderStack. */
export * from './index.js';
export * from './mappers.js';
export * from './privacy.js';
