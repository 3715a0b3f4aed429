export { ALERTING } from './alerting.process.js';
export { openChannels } from './channels.js';
export { ALERTING_LEASE, alertingStage } from './alerting.stage.js';
