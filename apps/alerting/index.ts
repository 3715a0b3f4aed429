export { ALERTING } from './alerting.process.js';
export { startAlerting } from './start-alerting.js';
