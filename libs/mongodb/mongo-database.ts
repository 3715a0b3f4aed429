import { setTimeout as pause } from 'node:timers/promises';
import { type Collection, type Document, MongoClient, type MongoClientOptions, MongoError } from 'mongodb';
import { MongoRefusedError, MongoUnavailableError, NotYetError } from './mongodb.errors.js';
import { describeMongoError, passes, spendsClient } from './passing-errors.js';

export interface MongoDatabaseOptions {
  /** `mongodb://HOSTS/DATABASE` or `mongodb+srv://...`; the URL's own options say the rest. */
  readonly url: string;
  /** How long a call is tried again while the server is away; default 20,000. */
  readonly patienceMs?: number;
  /** How long a server may take for one answer; default 10,000. */
  readonly answerLimitMs?: number;
}

const FORM = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^@/]+)\/([^/?]+)(?:\?.*)?$/;
const PATIENCE_MS = 20_000;
const ANSWER_LIMIT_MS = 10_000;
const CONNECT_LIMIT_MS = 2_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [25, 1_000];

/** Connects, so that a wrong address or password shows at the start. @throws MongoUnavailableError, MongoRefusedError */
export async function openMongoDatabase(options: MongoDatabaseOptions): Promise<MongoDatabase> {
  const { url, patienceMs = PATIENCE_MS, answerLimitMs = ANSWER_LIMIT_MS } = options;
  const [, hosts, name] = FORM.exec(url) ?? [];
  if (hosts === undefined || name === undefined) {
    throw new MongoRefusedError('The URL of MongoDB names no hosts or no database: give mongodb://HOST/DATABASE.');
  }
  const newClient = (): MongoClient => new MongoClient(url, clientOptions(answerLimitMs));
  const tryLimitMs = CONNECT_LIMIT_MS + 2 * answerLimitMs;
  const database = new MongoDatabase(newClient, { name, place: `${hosts}/${name}`, patienceMs, tryLimitMs });
  try {
    await database.persistently(() => database.collection('homeroom').findOne());
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * What was acknowledged outlives the loss of a primary, and what is read is only what does: majority on both sides. Numbers of 64 bits
 * stay whole. A server that does not answer is taken for lost.
 */
function clientOptions(answerLimitMs: number): MongoClientOptions {
  return {
    appName: 'homeroom',
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: answerLimitMs },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
    ignoreUndefined: true,
    useBigInt64: true,
    serverSelectionTimeoutMS: CONNECT_LIMIT_MS,
    connectTimeoutMS: CONNECT_LIMIT_MS,
    socketTimeoutMS: answerLimitMs,
  };
}

interface Place {
  /** Of the database. */
  readonly name: string;
  /** Hosts and database, without a password. */
  readonly place: string;
  readonly patienceMs: number;
  /** For one try of a work. */
  readonly tryLimitMs: number;
}

/** One database, and patience with its server. */
export class MongoDatabase {
  readonly place: string;
  readonly #newClient: () => MongoClient;
  readonly #name: string;
  readonly #patienceMs: number;
  readonly #tryLimitMs: number;
  #client: MongoClient;
  #closed = false;

  constructor(newClient: () => MongoClient, { name, place, patienceMs, tryLimitMs }: Place) {
    this.#newClient = newClient;
    this.#client = newClient();
    this.#name = name;
    this.place = place;
    this.#patienceMs = patienceMs;
    this.#tryLimitMs = tryLimitMs;
  }

  /** To be asked for anew by each try of a work, for the client may be another one then. */
  collection<T extends Document>(name: string): Collection<T> {
    this.#requireOpen();
    return this.#client.db(this.#name).collection<T>(name);
  }

  /**
   * Does the work, and again after growing pauses while what keeps it from being done may pass. It must bear being repeated after it
   * was done: an answer that was lost looks like work that never arrived. A try may take some seconds, unless `limitMs` says how long.
   *
   * @throws MongoUnavailableError when patience ends; MongoRefusedError for what no patience mends; what else the work throws.
   */
  async persistently<T>(work: () => Promise<T>, limitMs = this.#tryLimitMs): Promise<T> {
    const deadline = performance.now() + this.#patienceMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      this.#requireOpen();
      const client = this.#client;
      try {
        return await within(limitMs, work);
      } catch (error) {
        if (error instanceof TryTookTooLongError || spendsClient(error)) this.#renew(client);
        if (!passes(error)) throw this.#refused(error);
        if (performance.now() + pauseMs > deadline) throw this.#unavailable(error);
        await pause(pauseMs);
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.close();
  }

  /**
   * In driver 7.9 what is written to a connection just as it closes waits for ever, past every time limit: a work, or the look whether
   * the server is there, after which no other one begins. A new client begins anew.
   */
  #renew(client: MongoClient): void {
    if (client !== this.#client || this.#closed) return;
    this.#client = this.#newClient();
    void client.close();
  }

  #requireOpen(): void {
    if (this.#closed) throw new Error(`The connection to MongoDB at ${this.place} is closed.`);
  }

  #refused(error: unknown): unknown {
    if (!(error instanceof MongoError)) return error;
    return new MongoRefusedError(`MongoDB at ${this.place} refused with ${describeMongoError(error)}; see its log and the user's rights.`);
  }

  #unavailable(error: unknown): MongoUnavailableError {
    const seconds = Math.round(this.#patienceMs / 1_000);
    return new MongoUnavailableError(
      `MongoDB at ${this.place} could not be used for ${seconds} s: ${describeMongoError(error)}. See that it runs, has a primary and can be reached.`,
    );
  }
}

class TryTookTooLongError extends NotYetError {}

async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  if (limitMs === Infinity) return work();
  const done = new AbortController();
  const limit = pause(limitMs, undefined, { signal: done.signal }).then(() => {
    throw new TryTookTooLongError(`There was no answer within ${limitMs} ms.`);
  });
  try {
    return await Promise.race([work(), limit]);
  } finally {
    done.abort();
  }
}
