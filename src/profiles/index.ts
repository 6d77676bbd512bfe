import type { Profile } from '../choices.js';
import { complete } from './complete.js';
import { documented } from './documented.js';
import type { ProfileDefinition } from './profile.js';
import { rudderTransformer } from './rudder-transformer.js';
import { warehouse } from './warehouse.js';

/** Every profile by its name. */
export const profiles: Readonly<Record<Profile, ProfileDefinition>> = {
  documented,
  'rudder-transformer': rudderTransformer,
  complete,
  warehouse,
};
