export type { SimulatedEvent, SimulatedItem } from './arrivals.js';
export type { SimulationOptions } from './options.js';
export type { DisorderRates } from './rates.js';
export { simulateBatches, simulateDistrict } from './simulate-district.js';
export { writeEvents, type Written } from './write-events.js';
