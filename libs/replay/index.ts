export { linkedGroups, linkedOf, type LinkedStudents } from './linked-students.js';
export { ReplayFold } from './replay-fold.js';
export { replayHistory, type ReplayQuestion } from './replay-history.js';
export type { ReplayedChange } from './replayed-change.js';
export { replayedCommunities, type ReplayedCommunity } from './replayed-communities.js';
export { differingConditions, isDifferent, type DifferingCondition, type ReplayedRow } from './replayed-row.js';
