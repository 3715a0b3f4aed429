export * from './alert-document.js';
export * from './career-document.js';
export * from './community-document.js';
export * from './feed-document.js';
export * from './reference-state.js';
export * from './staff-document.js';
export * from './student-document.js';
export { failingReasons, reasonOf, type Judgement } from './words/reasons.js';
export { statusesByUrgency, statusWords, type StatusWords } from './words/status-words.js';
