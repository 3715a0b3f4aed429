import type { Bench } from '../bench.js';
import { bareConsume } from './kafka.bare.js';
import { kafkaIntake } from './kafka.intake.js';

/** What comes by Kafka into the event store, beside what the driver alone consumes and parses of the same topic. */
export const kafkaBench: Bench = {
  name: 'Kafka to the event store',
  unit: 'messages/s',
  contenders: [bareConsume, kafkaIntake],
  ratios: [{ of: kafkaIntake.name, to: bareConsume.name, target: 0.5 }],
};
