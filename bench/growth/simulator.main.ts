import { simulateDistrict } from '../../apps/simulator/index.js';
import type { SimulationCost } from './simulator.growth.js';

/** Simulates a district of so many students for so many days, drops what it writes, and says what that took. */
const [students = 1, days = 1] = process.argv.slice(2).map(Number);
const before = process.cpuUsage();
let records = 0;
for (const item of simulateDistrict({ district: 'large', students, days, seed: 1 })) if (item.kind !== 'day') records += 1;
const { user, system } = process.cpuUsage(before);
const cost: SimulationCost = { records, cpuMs: (user + system) / 1_000, maxRssMb: process.resourceUsage().maxRSS / 1_024 };
console.log(JSON.stringify(cost));
