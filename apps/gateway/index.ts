export { foldReference, foldStatuses, NoDayError, type History, type StatusAnswer, type StatusQuestion } from './status/status-fold.js';
export { ReplayFold, type ReplayOptions } from './replay/replay-fold.js';
