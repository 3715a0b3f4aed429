import { EventStoreDbStandIn } from './event-store-db-stand-in.js';

/** The stand-in as a process of its own, so that a test can kill it. Arguments: file of its log, port (0: any). Prints its URL. */
const [path = '', port = '0'] = process.argv.slice(2);
const standIn = await EventStoreDbStandIn.start({ path, port: Number(port) });
process.stdout.write(`${standIn.url}\n`);
