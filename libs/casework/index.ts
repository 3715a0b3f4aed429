export type { Actor, CaseworkParts } from './actor.js';
export * from './casework.errors.js';
export { explainAlert, type AlertStory, type AlertStoryStep, type SourceEvent } from './explain-alert.js';
export {
  readFollowThrough,
  readFollowThroughOfAll,
  type FollowThrough,
  type FollowThroughOfGroup,
  type Measured,
} from './follow-through.js';
export { handleAlert, type AlertHandling, type Handled } from './handle-alert.js';
export { readContacts, recordContact, retractContact, type Kept, type ReportedContact } from './keep-contacts.js';
export { readPeople } from './read-people.js';
export { readPreferences, setPreferences } from './set-preferences.js';
export { peopleIn, withLabels } from './with-labels.js';
