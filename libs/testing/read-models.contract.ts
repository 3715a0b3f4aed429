import { afterEach, beforeEach, describe } from '@jest/globals';
import type { ReadModels } from '#libs/event-sourcing';
import { describeCheckpoints } from './read-models.checkpoints.js';
import { describeCounting } from './read-models.counting.js';
import { describeDocuments } from './read-models.documents.js';
import { describeFinding } from './read-models.finding.js';
import { describeLeases } from './read-models.leases.js';
import { describeLimits } from './read-models.limits.js';
import { describePaging } from './read-models.paging.js';
import { describeVersions } from './read-models.versions.js';
import type { OpenReadModels, ReadModelsHarness } from './read-models.sample.js';

/** What every adapter of read models promises. */
export function describeReadModels(adapter: string, newHarness: () => Promise<ReadModelsHarness>): void {
  describe(`read models ${adapter}`, () => {
    let harness: ReadModelsHarness;
    let opened: ReadModels[];

    const open: OpenReadModels = async () => {
      const models = await harness.open();
      opened.push(models);
      return models;
    };

    beforeEach(async () => {
      opened = [];
      harness = await newHarness();
    });

    afterEach(async () => {
      for (const models of opened) await models.close();
      await harness.remove();
    });

    describeDocuments(open);
    describeLimits(open);
    describeFinding(open);
    describeCounting(open);
    describePaging(open);
    describeCheckpoints(open);
    describeLeases(open);
    describeVersions(open);
  });
}
