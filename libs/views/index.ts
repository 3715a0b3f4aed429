export * from './alert-document.js';
export * from './community-document.js';
export * from './feed-document.js';
export * from './reference-state.js';
export * from './staff-document.js';
export * from './student-document.js';
