export { documentProjectionNames, startDocumentProjections } from './document-projections.js';
export { ON_TRACK } from './on-track/on-track.projection.js';
export { ComparingStatusRecorder } from './on-track/status-recorder.js';
export { documentStage, DOCUMENTS_LEASE, ON_TRACK_LEASE, onTrackStage } from './stages.js';
export { startOnTrack } from './start-on-track.js';
