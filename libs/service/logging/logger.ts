import type { Logger } from 'pino';
import type { Settings } from '../settings.js';

/**
 * Structured lines; readable ones where a person looks on. Nothing personal is logged: no names, no ids of people, no addresses
 * asked for. Loaded when it is needed: commands that only read the settings start faster without.
 */
export async function openLogger({ LOG_LEVEL: level }: Pick<Settings, 'LOG_LEVEL'>, stream: NodeJS.WriteStream): Promise<Logger> {
  const { pino } = await import('pino');
  if (!stream.isTTY) return pino({ level, base: null }, stream);
  const { default: pretty } = await import('pino-pretty');
  return pino({ level, base: null }, pretty({ destination: stream, translateTime: 'HH:MM:ss', sync: true }));
}
