import { alertsApi } from './alerts.api.js';
import { communitiesApi } from './communities.api.js';
import { contactsApi } from './contacts.api.js';
import { deadLettersApi } from './dead-letters.api.js';
import { districtsApi } from './districts.api.js';
import { documentsApi } from './documents.api.js';
import { eventsApi } from './events.api.js';
import { feedsApi } from './feeds.api.js';
import { graduationApi } from './graduation.api.js';
import { healthApi } from './health.api.js';
import type { ApiOperation } from './operation.js';
import { profilesApi } from './profiles.api.js';
import { staffApi } from './staff.api.js';
import { studentsApi } from './students.api.js';
import { unplacedApi } from './unplaced.api.js';

/** Everything that the HTTP API does. A route that does not stand here fails the tests, and so does one that nobody serves. */
export const operations: readonly ApiOperation[] = [
  ...districtsApi,
  ...communitiesApi,
  ...graduationApi,
  ...studentsApi,
  ...contactsApi,
  ...alertsApi,
  ...staffApi,
  ...eventsApi,
  ...deadLettersApi,
  ...unplacedApi,
  ...profilesApi,
  ...feedsApi,
  ...healthApi,
  ...documentsApi,
];
