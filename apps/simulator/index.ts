export type { SimulatedEvent, SimulatedItem } from './arrivals.js';
export type { SimulationOptions } from './options.js';
export { simulateDistrict } from './simulate-district.js';
export { writeEvents } from './write-events.js';
