export { documentProjectionNames, startDocumentProjections } from './document-projections.js';
export { ON_TRACK } from './on-track/on-track.names.js';
export { ComparingStatusRecorder } from './on-track/status-recorder.js';
export { onTrackCheckpoint, onTrackNames } from './shards/shard-layout.js';
export { Shard } from './shards/shard.js';
export { documentStage, DOCUMENTS_LEASE, onTrackLease, onTrackStage } from './stages.js';
export { startOnTrack } from './start-on-track.js';
export { openOutgoing, type Outgoing } from './outgoing/open-outgoing.js';
export { outgoingStage } from './outgoing/outgoing.stage.js';
