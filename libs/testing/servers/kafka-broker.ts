import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import kafkajs from 'kafkajs';
import { freePort } from './free-port.js';
import { javaClassPath } from './java-class-path.js';
import { JavaServer } from './java-server.js';
import { formatStorage, propertiesOf } from './kafka-storage.js';
import { cachedFolder } from './server-cache.js';
import { serverSettings } from './server-settings.js';

const VERSION = '4.4.0';
const JVM = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** A broker of Apache Kafka. */
export interface KafkaBroker {
  /** `host:port`. */
  readonly brokers: string;
  /** Can be killed and started again with the same port and data; null where the broker is somebody else's. */
  readonly server: JavaServer | null;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** Starts a broker that is ready for groups. */
export type StartKafkaBroker = () => Promise<KafkaBroker>;

/** Fetches Apache Kafka where it is not in the cache; `KAFKA_TEST_BROKERS` names one to use instead. @throws ServerUnavailableError */
export async function obtainKafkaBroker(): Promise<StartKafkaBroker> {
  const { kafkaBrokers } = serverSettings;
  if (kafkaBrokers !== undefined) return async () => ({ brokers: kafkaBrokers, server: null, close: async () => undefined });
  const dependencies = [`org.apache.kafka:kafka_2.13:${VERSION}`, 'org.slf4j:slf4j-simple:1.7.36'];
  const classPath = await javaClassPath({ name: 'kafka', version: VERSION, dependencies });
  const archive = join(await archiveFolder(classPath), 'classes.jsa');
  return async () => {
    const { brokers, server, folder } = await prepare(classPath, [`-XX:SharedArchiveFile=${archive}`]);
    await server.start();
    const close = async (): Promise<void> => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { brokers, server, close };
  };
}

/** Classes as the machine wants them, written when a broker ends: a start takes 2 s instead of 8. */
function archiveFolder(classPath: string): Promise<string> {
  const program = dirname(classPath.split(':').at(-1) ?? '');
  return cachedFolder(dirname(program), `${basename(program)}-classes`, async (folder) => {
    const first = await prepare(classPath, [`-XX:ArchiveClassesAtExit=${join(folder, 'classes.jsa')}`]);
    await first.server.start();
    await first.server.stop();
    await rm(first.folder, { recursive: true, force: true });
  });
}

async function prepare(classPath: string, jvm: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const file = join(folder, 'server.properties');
  await writeFile(file, propertiesOf({ port, controllerPort, data: join(folder, 'data') }));
  await formatStorage(classPath, file);
  const brokers = `127.0.0.1:${port}`;
  const server = new JavaServer({
    name: 'kafka',
    classPath,
    mainClass: 'kafka.Kafka',
    args: [file],
    jvm: [...JVM, ...jvm],
    isReady: () => coordinates(brokers),
  });
  return { folder, brokers, server };
}

/** A broker that accepts connections may still be loading its groups. */
async function coordinates(brokers: string): Promise<boolean> {
  const kafka = new kafkajs.Kafka({ brokers: [brokers], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 1, initialRetryTime: 50 } });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.fetchOffsets({ groupId: 'is-ready' });
    return true;
  } finally {
    await admin.disconnect();
  }
}
