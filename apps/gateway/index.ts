export { foldReference, foldStatuses, NoDayError, type StatusQuestion } from './status/status-fold.js';
export { ReplayFold } from './replay/replay-fold.js';
