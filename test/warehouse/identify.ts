import type { RudderTrackEvent } from '../../src/index.js';
import type { LoadedEvent } from './loader.js';

/** The identify event for a transcript's track event: its traits are those of the visitor. */
export function identifyEventOf(track: RudderTrackEvent<'warehouse'>): LoadedEvent {
  const { properties: _, event: __, ...shared } = track;
  const { kind: ___, ...traits } = track.context.traits;
  return { ...shared, type: 'identify', traits, messageId: `identify ${String(track.messageId)}` };
}
