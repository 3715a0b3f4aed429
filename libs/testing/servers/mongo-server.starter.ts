import { obtainMongoServer } from './mongo-server.js';

/** Starts a server, prints its port and goes on until it is killed. */
const start = await obtainMongoServer();
const { port } = await start();
process.stdout.write(`${port}\n`);
setInterval(() => undefined, 60_000);
