import { pause, reasonOf } from '#libs/service';
import { LEASE_MS, renewing } from '#libs/workers';
import type { Logger } from 'pino';
import { Dispatcher, type DispatcherParts } from './dispatcher.js';

/** Between looks while there is nothing to send, and after a failure of a store. */
const IDLE_MS = 1_000;
const TROUBLE_MS = 5_000;
/** How often in the time of a lease it is renewed. */
const RENEWALS = 4;

/** Notices go out for as long as this runs. */
export interface Sending {
  /** Ends after the tries in hand. */
  stop(): Promise<void>;
}

/** Sends what is due, again and again; one process at a time does, the others look whether it still lives. */
export function startSending(parts: DispatcherParts, logger: Logger): Sending {
  const dispatcher = new Dispatcher(parts);
  const stopping = new AbortController();
  const renewal = renewing(() => dispatcher.renew(), (parts.leaseMs ?? LEASE_MS) / RENEWALS);
  const running = keepSending(dispatcher, stopping.signal, logger);
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await renewal.end();
      await dispatcher.release();
    },
  };
}

async function keepSending(dispatcher: Dispatcher, signal: AbortSignal, logger: Logger): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await dispatcher.round(signal)) === 0) await pause(IDLE_MS, signal);
    } catch (error) {
      logger.error({ reason: reasonOf(error) }, 'notices could not be sent; they are tried again');
      await pause(TROUBLE_MS, signal);
    }
  }
}
