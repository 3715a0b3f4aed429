import type { Logger } from 'pino';
import { Closers, createHttpApp, listen, portsModule, requireLoopback, startOperations, type Service, type Settings } from '#libs/service';
import { openProcessStores } from '#libs/stores';
import { GatewayModule } from './gateway.module.js';
import { LocalTime } from './scope/local-time.js';

/** The gateway process: what people and programs may ask. @throws StartError */
export function gatewayService(settings: Settings, logger: Logger): Promise<Service> {
  requireLoopback(settings.HOST);
  return Closers.around(async (closers) => {
    const { stores, health, metrics } = await openProcessStores('gateway', settings, logger, closers);
    const operations = await startOperations({ settings, logger, health, metrics });
    closers.add(() => operations.close());
    const place = { provide: LocalTime, useValue: new LocalTime(settings.HOMEROOM_TIME_ZONE) };
    const app = await createHttpApp({ module: GatewayModule, imports: [portsModule(stores, health, [place])] }, logger);
    closers.add(() => app.close());
    const url = await listen(app, settings);
    const greeting = `Homeroom gateway is at ${url}; health is at ${operations.url}/api/health`;
    return { whenReady: Promise.resolve(greeting), stop: () => closers.close() };
  });
}
