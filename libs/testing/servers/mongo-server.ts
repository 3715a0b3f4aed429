import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.js';
import { javaClassPath } from './java-class-path.js';
import { JavaServer } from './java-server.js';
import { serverSettings } from './server-settings.js';

const VERSION = '1.47.0';

/** Starts a server that speaks MongoDB's protocol, its data in memory or in a file. */
export type StartMongoServer = (file?: string) => Promise<MongoServer>;

export interface MongoServer {
  readonly server: JavaServer;
  readonly port: number;
  /** Without a database. */
  readonly url: string;
}

/** Fetches mongo-java-server where it is not in the cache. @throws ServerUnavailableError */
export async function obtainMongoServer(): Promise<StartMongoServer> {
  const classPath = await javaClassPath({
    name: 'mongo-java-server',
    version: VERSION,
    dependencies: [
      `de.bwaldvogel:mongo-java-server:${VERSION}`,
      `de.bwaldvogel:mongo-java-server-h2-backend:${VERSION}`,
      'org.slf4j:slf4j-simple:2.0.17',
    ],
    sources: ['MongoServer.java'],
  });
  return async (file) => {
    const port = await freePort();
    const server = new JavaServer({
      name: 'mongo-java-server',
      classPath,
      mainClass: 'MongoServer',
      args: [String(port), ...(file === undefined ? [] : [file])],
      jvm: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'],
      isReady: () => accepts(port),
    });
    await server.start();
    return { server, port, url: `mongodb://127.0.0.1:${port}` };
  };
}

/** Where tests find databases of MongoDB: on the server that `MONGO_TEST_URL` names, else on one that is started for the spec. */
export interface MongoTestServer {
  /** To be called before the tests. */
  start(): Promise<void>;
  /** The URL of a database, new for every name. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** @throws ServerUnavailableError */
export async function obtainMongo(): Promise<MongoTestServer> {
  const { mongoUrl } = serverSettings;
  if (mongoUrl !== undefined)
    return { start: async () => undefined, urlOf: (name) => withDatabase(mongoUrl, name), stop: async () => undefined };
  const start = await obtainMongoServer();
  let running: MongoServer | null = null;
  return {
    start: async () => {
      running = await start();
    },
    urlOf: (name) => withDatabase(running?.url ?? '', name),
    stop: async () => running?.server.stop(),
  };
}

/** `mongodb://hosts/?options` to `mongodb://hosts/database?options`. */
function withDatabase(url: string, name: string): string {
  const [, server = '', options = ''] = /^([^?/]*\/\/[^?/]*)\/?[^?]*(\?.*)?$/.exec(url) ?? [];
  return `${server}/${name}${options}`;
}

/** It listens once it serves. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}
