export { foldReference, foldStatuses, NoDayError, type StatusQuestion } from './status/status-fold.js';
export { standingOfStudent } from './status/standing-of-student.js';
export { yearsBefore } from './status/years-before.js';
export type { ReplayedChange } from './replay/replay-decisions.js';
export { graduationRates } from './graduation/graduation-rates.js';
export { ReplayFold } from './replay/replay-fold.js';
export { replayHistory, type ReplayQuestion } from './replay/replay-history.js';
export { replayedCommunities, type ReplayedCommunity } from './replay/replayed-communities.js';
export { differingConditions, isDifferent, type DifferingCondition, type ReplayedRow } from './replay/replayed-row.js';
