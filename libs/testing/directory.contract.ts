import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Directory } from '#libs/directory';
import { describeDeadLetters } from './directory.dead-letters.js';
import { describeErasing } from './directory.erasing.js';
import type { DirectoryHarness, OpenDirectory } from './directory.harness.js';
import { describeKeys } from './directory.keys.js';
import { describeProfiles } from './directory.profiles.js';
import { describeReceipts } from './directory.receipts.js';
import { describeRotation } from './directory.rotation.js';
import { describeWebhooks } from './directory.webhooks.js';

/** What every adapter of the directory promises. */
export function describeDirectory(adapter: string, newHarness: () => Promise<DirectoryHarness>): void {
  describe(`directory ${adapter}`, () => {
    let harness: DirectoryHarness;
    let opened: Directory[];

    const open: OpenDirectory = async () => {
      const directory = await harness.open();
      opened.push(directory);
      return directory;
    };

    beforeEach(async () => {
      opened = [];
      harness = await newHarness();
    });

    afterEach(async () => {
      for (const directory of opened) await directory.close();
      await harness.remove();
    });

    describeKeys(open);
    describeProfiles(open);
    describeDeadLetters(open);
    describeReceipts(open);
    describeErasing(open);
    describeWebhooks(open);
    describeRotation(open, async (secret) => {
      const directory = await harness.openWith?.(secret);
      if (directory !== undefined) opened.push(directory);
      return directory ?? null;
    });
  });
}
