import type { Logger } from 'pino';
import {
  Closers,
  createHttpApp,
  listen,
  Metrics,
  portsModule,
  requireLoopback,
  startOperations,
  type Service,
  type Settings,
} from '#libs/service';
import { openProcessStores } from '#libs/stores';
import { DayKeeper } from './day/day-keeper.js';
import { FirstDays } from './day/first-days.js';
import { keepEventBodies } from './http/event-bodies.js';
import { IngestionModule } from './ingestion.module.js';

/** The ingestion process: the door for records, and the clock that starts school days. @throws StartError */
export function ingestionService(settings: Settings, logger: Logger): Promise<Service> {
  requireLoopback(settings.HOST);
  return Closers.around(async (closers) => {
    const { stores, health, metrics } = await openProcessStores('ingestion', settings, closers);
    const operations = await startOperations({ settings, logger, health, metrics });
    closers.add(() => operations.close());
    const dayParts = { ...stores, timeZone: settings.HOMEROOM_TIME_ZONE };
    const ports = portsModule(stores, health, [
      { provide: FirstDays, useValue: new FirstDays(dayParts) },
      { provide: Metrics, useValue: metrics },
    ]);
    const app = await createHttpApp({ module: IngestionModule, imports: [ports] }, logger);
    closers.add(() => app.close());
    keepEventBodies(app);
    const url = await listen(app, settings);
    const days = new DayKeeper({ ...dayParts, except: null });
    closers.add(() => days.stop());
    await days.start({ logger });
    const greeting = `Homeroom ingestion is at ${url}; health is at ${operations.url}/api/health`;
    return { whenReady: Promise.resolve(greeting), stop: () => closers.close() };
  });
}
