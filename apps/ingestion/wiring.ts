import type { Logger } from 'pino';
import {
  Closers,
  combinedHealth,
  createHttpApp,
  listen,
  Metrics,
  portsModule,
  requireLoopback,
  startOperations,
  type HealthSource,
  type Service,
  type Settings,
} from '#libs/service';
import { openProcessStores } from '#libs/stores';
import { DayKeeper } from './day/day-keeper.js';
import { FirstDays } from './day/first-days.js';
import { keepEventBodies } from './http/event-bodies.js';
import { IngestionModule } from './ingestion.module.js';
import { IntakeQueue } from './intake/intake-queue.js';
import type { KafkaIntake } from './kafka/kafka-intake.js';
import { startKafkaIntake } from './kafka/start-kafka-intake.js';

/** The ingestion process: the doors for records, HTTP and Kafka, and the clock that starts school days. @throws StartError */
export function ingestionService(settings: Settings, logger: Logger): Promise<Service> {
  requireLoopback(settings.HOST);
  return Closers.around(async (closers) => {
    const { stores, health: ofStores, metrics } = await openProcessStores('ingestion', settings, logger, closers);
    const sources: HealthSource[] = [ofStores];
    const health = combinedHealth(sources);
    const operations = await startOperations({ settings, logger, health, metrics });
    closers.add(() => operations.close());
    const dayParts = { ...stores, timeZone: settings.HOMEROOM_TIME_ZONE };
    const firstDays = new FirstDays(dayParts);
    const ports = portsModule(stores, health, [
      { provide: FirstDays, useValue: firstDays },
      { provide: Metrics, useValue: metrics },
    ]);
    const app = await createHttpApp({ module: IngestionModule, imports: [ports] }, logger);
    closers.add(() => app.close());
    keepEventBodies(app);
    const url = await listen(app, settings);
    const days = new DayKeeper({ ...dayParts, except: null });
    closers.add(() => days.stop());
    await days.start({ logger });
    const kafka = startKafkaIntake(settings, { intake: app.get(IntakeQueue), firstDays, clock: stores.clock, logger });
    if (kafka !== null) {
      sources.push(kafka);
      metrics.observe('homeroom_intake_lag_records', () => lagReadings(kafka));
      closers.add(() => kafka.stop());
    }
    const greeting = `Homeroom ingestion is at ${url}; health is at ${operations.url}/api/health`;
    const failed = kafka === null ? {} : { failed: kafka.failed };
    return { whenReady: Promise.resolve(greeting), ...failed, stop: () => closers.close() };
  });
}

/** One reading for each partition that this process has. */
function lagReadings(kafka: KafkaIntake) {
  return kafka.lags().map(({ topic, partition, lag }) => ({ value: lag, labels: { topic, partition: String(partition) } }));
}
