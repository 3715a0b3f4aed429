export { ALERTING } from './alerting.process.js';
export { openChannels } from './channels.js';
export { Dispatcher } from './outbox/dispatcher.js';
export { startSending, type Sending } from './outbox/sending.js';
export { ALERTING_LEASE, alertingStage } from './alerting.stage.js';
export { AlertingMemory, memoryPrefixes } from './memory/alerting-memory.js';
export { startAlerting } from './start-alerting.js';
export { previewAlerts, type PreviewedWeek } from './preview/preview-alerts.js';
export type { NoticeFigures } from './preview/notice-tally.js';
