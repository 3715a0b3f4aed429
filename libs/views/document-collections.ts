import type { CollectionDefinition } from '#libs/event-sourcing';
import { alerts, inboxes } from './alert-document.js';
import { careOfStudents } from './care-document.js';
import { careers } from './career-document.js';
import { feedDays, feeds } from './feed-document.js';
import { followThrough } from './follow-through-document.js';
import { outbox } from './outbox-document.js';
import { staffMembers } from './staff-document.js';

/** Documents that are each folded of their own events only: one that cannot be folded waits in a quarantine beside its collection. */
export const documentCollections: readonly CollectionDefinition[] = [
  alerts,
  inboxes,
  outbox,
  feeds,
  feedDays,
  staffMembers,
  careers,
  followThrough,
  careOfStudents,
];
