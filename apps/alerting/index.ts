export { ALERTING } from './alerting.process.js';
export { ALERTING_LEASE, alertingStage } from './alerting.stage.js';
