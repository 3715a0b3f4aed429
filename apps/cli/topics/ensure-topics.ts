import { topicPlans } from '#libs/contracts';
import { ensureTopics, type EnsuredTopic } from '#libs/kafka';
import { openLogger } from '#libs/service';
import { durationInWords } from './duration-in-words.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import { kafkaOf } from '../kafka/kafka-of.js';
import { CommandFailedError, UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';

interface EnsureOptions {
  readonly partitions: number;
  readonly replication: number;
  readonly format: Format;
}

const MOST_PARTITIONS = 1_000;

/** Makes and compares the topics, and prints what is. @throws CommandFailedError where one is not as it is wanted. */
export async function ensure(terminal: Terminal, { partitions, replication, format }: EnsureOptions): Promise<void> {
  requireCount('--partitions', partitions, MOST_PARTITIONS);
  requireCount('--replication', replication, 32_767);
  const connection = await kafkaOf(terminal);
  const logger = await openLogger(await terminal.settings(), process.stderr);
  const topics = await ensureTopics(connection, logger, topicPlans({ partitions, replication }));
  await printListing<EnsuredTopic>(terminal, format, {
    rows: topics,
    columns: [
      { heading: 'topic', cell: ({ topic }) => topic },
      { heading: 'partitions', cell: (row) => row.partitions, align: 'right' },
      { heading: 'replication', cell: (row) => row.replication, align: 'right' },
      { heading: 'keeps', cell: ({ config }) => durationInWords(config['retention.ms']) },
      { heading: 'cleanup', cell: ({ config }) => config['cleanup.policy'] },
      { heading: 'outcome', cell: ({ outcome }) => outcome },
      { heading: 'differs in', cell: ({ differences }) => (differences.length === 0 ? null : differences.join('; ')) },
    ],
    empty: '',
  });
  const differing = topics.filter(({ outcome }) => outcome === 'differs').map(({ topic }) => topic);
  if (differing.length > 0) {
    throw new CommandFailedError(
      `${differing.join(', ')} ${differing.length === 1 ? 'is' : 'are'} not as wanted: change by hand, or ask for what is there.`,
    );
  }
}

function requireCount(option: string, given: number, most: number): void {
  if (given < 1 || given > most) throw new UsageError(`${option} is ${given}: expected a whole number from 1 to ${most}.`);
}
