import { describe, expect, it } from '@jest/globals';
import { serverSettings } from './server-settings.js';
import { ServerUnavailableError } from './server-unavailable.error.js';

/**
 * Describes what needs a real server. Where the server cannot be had, says why on a line of its own and skips; with
 * `REQUIRE_SERVERS=1` that is a failure. To be awaited at the top of a spec.
 */
export async function describeWithServer<T>(name: string, obtain: () => Promise<T>, specs: (server: T) => void): Promise<void> {
  try {
    const server = await obtain();
    describe(`with ${name}`, () => {
      specs(server);
    });
  } catch (error) {
    if (!(error instanceof ServerUnavailableError)) throw error;
    process.stderr.write(`${name} cannot be had: ${error.message}\n`);
    const declare = serverSettings.required ? it : it.skip;
    declare(`${name} can be had`, () => expect(error.message).toBe(''));
  }
}
