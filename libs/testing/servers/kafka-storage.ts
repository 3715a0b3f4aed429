import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ServerUnavailableError } from './server-unavailable.error.js';

interface Place {
  readonly port: number;
  readonly controllerPort: number;
  /** Folder of its data. */
  readonly data: string;
}

const CLUSTER_ID = 'homeroom-test-cluster0';

const run = promisify(execFile);

/** One node that is broker and controller. The short time-outs are for tests only: a broker that was killed is back in its cluster in 2 s. */
export function propertiesOf({ port, controllerPort, data }: Place): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': 2_000,
    'log.retention.ms': -1,
    'log.retention.check.interval.ms': 500,
    'log.initial.task.delay.ms': 500,
    'log.cleaner.backoff.ms': 500,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Makes the folder of a node that never ran. @throws ServerUnavailableError */
export async function formatStorage(classPath: string, propertiesFile: string): Promise<void> {
  try {
    await run('java', ['-cp', classPath, 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', propertiesFile]);
  } catch (error) {
    throw new ServerUnavailableError(`Kafka cannot format its folder: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
