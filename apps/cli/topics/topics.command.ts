import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import { wholeNumber } from '../terminal/whole-number.js';
import type { Terminal } from '../terminal/terminal.js';

export function addTopics(program: Command, terminal: Terminal): void {
  program
    .command('topics')
    .description('The topics of Kafka: what records come in by and status changes go out by.')
    .command('ensure')
    .description('Makes the topics that are missing and compares the others with what is wanted; changes none that is there.')
    .option('--partitions <n>', 'of each topic: the most processes that can share the intake', wholeNumber, 12)
    .option('--replication <n>', 'copies of each partition, each on a broker of its own', wholeNumber, 3)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
The topics and how long they keep messages:
  homeroom.sis.roster, .attendance, .grades, .behavior   30 days   records of the SIS, key {districtId}/{subject}
  homeroom.sis.dead-letters                              90 days   refused messages with the reason, up to 2 MiB
  homeroom.on-track.status                               30 days   one event for each change of a student's status
  homeroom.on-track.replay                               30 days   the same as it would have been (homeroom replay --to kafka)
None is compacted. With 3 copies or more, 2 must have a message before it counts as written (min.insync.replicas).

Exit code 1 where a topic that is there differs: it is left as it is, for more partitions move students to other
partitions, and a shorter retention removes messages. kafka-topics.sh and kafka-configs.sh change it.

Examples:
  $ KAFKA_BROKERS=kafka-1:9092,kafka-2:9092,kafka-3:9092 homeroom topics ensure
  $ KAFKA_BROKERS=localhost:9092 homeroom topics ensure --partitions 4 --replication 1`,
    )
    .action(async (options) => {
      const { ensure } = await import('./ensure-topics.js');
      await ensure(terminal, options);
    });
}
