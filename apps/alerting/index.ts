export { ALERTING } from './alerting.process.js';
export { type AlertingParts, startAlerting } from './start-alerting.js';
