export { documentProjectionNames, startDocumentProjections } from './document-projections.js';
export { ON_TRACK } from './on-track/on-track.projection.js';
export { AppendingStatusRecorder, ComparingStatusRecorder } from './on-track/status-recorder.js';
export { type RunOptions, startOnTrack } from './start-on-track.js';
