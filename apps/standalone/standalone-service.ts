import type { Logger } from 'pino';
import type { Service, Settings } from '#libs/service';
import type { Progress } from './background-work.js';
import { startStandalone } from './start-standalone.js';

/** `npm start`: everything in one process, until Ctrl-C. */
export async function standaloneService(settings: Settings, logger: Logger): Promise<Service> {
  const standalone = await startStandalone(settings, { logger, onProgress: progressTo(process.stderr) });
  const greeting = `Homeroom is at ${standalone.url} (Ctrl-C stops it; what it knows is in ${settings.HOMEROOM_DATA_DIR})`;
  const { failed } = standalone;
  return { whenReady: standalone.whenReady.then(() => greeting), ...(failed !== undefined && { failed }), stop: () => standalone.stop() };
}

/** One line that is written over on a terminal, one in a month elsewhere. */
function progressTo(stream: NodeJS.WriteStream): Progress {
  let month = '';
  return ({ students, date }) => {
    const text = `Simulating a district of ${students.toLocaleString('en')} students: ${date}`;
    if (stream.isTTY) stream.write(`\r${text}`);
    else if (date !== null && date.slice(0, 7) !== month) stream.write(`${text}\n`);
    month = date?.slice(0, 7) ?? month;
  };
}
