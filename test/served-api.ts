import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FixedClock } from '#libs/event-sourcing';
import { createHttpApp, HealthSource, openLogger, readSettings, type Trouble } from '#libs/service';
import { HeldAnswers } from '#libs/testing';
import { keepEventBodies } from '../apps/ingestion/index.js';
import { openEmbedded, Workers, type Embedded } from '../apps/standalone/index.js';
import { StandaloneModule } from '../apps/standalone/standalone.module.js';

/** Nothing is wrong. */
class Well extends HealthSource {
  override troubles = async (): Promise<readonly Trouble[]> => [];
  override isReady = (): boolean => true;
}

interface ServedOptions {
  /** What has happened before anybody asks; the workers fold it. */
  readonly tell?: (embedded: Embedded) => Promise<void>;
  readonly health?: HealthSource;
}

/** Stores in memory and the whole API over them, asked without a network. */
export class ServedApi {
  private constructor(
    readonly embedded: Embedded,
    readonly app: NestFastifyApplication,
    readonly held: HeldAnswers,
    readonly close: () => Promise<void>,
  ) {}

  /** @param now the moment that everybody's clock shows. */
  static async open(now: string, { tell, health = new Well() }: ServedOptions = {}): Promise<ServedApi> {
    const folder = await mkdtemp(join(tmpdir(), 'homeroom-api-'));
    const memory = { EVENT_STORE_URL: 'memory:', READ_MODELS_URL: 'memory:', DIRECTORY_URL: 'memory:' };
    const settings = readSettings({ HOMEROOM_DATA_DIR: folder, HOMEROOM_SECRET: 'a secret for tests', ...memory }, join(folder, 'no.env'));
    const embedded = await openEmbedded(settings, { clock: new FixedClock(now) });
    if (tell !== undefined) {
      await tell(embedded);
      await new Workers(embedded).runToEnd();
    }
    const app = await createHttpApp(
      StandaloneModule.of(embedded, health, 'UTC'),
      await openLogger({ LOG_LEVEL: 'silent' }, process.stderr),
    );
    const held = await HeldAnswers.of(app.getHttpAdapter().getInstance());
    keepEventBodies(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new ServedApi(embedded, app, held, async () => {
      await app.close();
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    });
  }
}
