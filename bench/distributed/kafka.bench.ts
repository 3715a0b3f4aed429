import type { Bench } from '../bench.js';
import { bareConsume } from './kafka.bare.js';
import { decidedRecords } from './kafka.decided.js';
import { kafkaIntake } from './kafka.intake.js';

/**
 * What comes by Kafka into the event store, beside what the driver alone consumes and parses of the same topic, and what the append alone
 * takes of the same records: no way in can be faster than that.
 */
export const kafkaBench: Bench = {
  name: 'Kafka to the event store',
  unit: 'messages/s',
  contenders: [bareConsume, decidedRecords, kafkaIntake],
  ratios: [
    { of: kafkaIntake.name, to: bareConsume.name, target: 0.5 },
    { of: kafkaIntake.name, to: decidedRecords.name, target: 0.5 },
  ],
};
