import kafkajs, { type logCreator } from 'kafkajs';
import type { Logger } from 'pino';

/** The driver's own lines are for debugging: what an operator must know is said by whoever uses it. Error lines hold addresses, no records. */
export function driverLog(logger: Logger): logCreator {
  return () =>
    ({ level, namespace, log: { message, error } }) => {
      if (level === kafkajs.logLevel.NOTHING) return;
      logger.debug({ driver: `kafkajs ${namespace}`, ...(error !== undefined && { reason: String(error) }) }, message);
    };
}
