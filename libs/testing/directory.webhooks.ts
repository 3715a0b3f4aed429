import { describe, expect, it } from '@jest/globals';
import type { WebhookEndpoint } from '#libs/directory';
import type { OpenDirectory } from './directory.harness.js';

const AT = '2025-09-02T12:00:00Z';

function endpoint(id: string, changes: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    id,
    district: 'd1',
    url: `https://hooks.example/${id}`,
    secrets: [`whsec_${id}`],
    addedBy: 'A. Rivera',
    addedAt: '2025-09-01T12:00:00Z',
    ...changes,
  };
}

export function describeWebhooks(open: OpenDirectory): void {
  describe('webhook endpoints', () => {
    it('are kept per district, in the order in which they were added', async () => {
      const directory = await open();
      const added = [endpoint('b'), endpoint('a'), endpoint('c', { district: 'd2' })];
      for (const each of added) expect(await directory.addWebhook(each)).toBe(true);
      const other = await open();
      expect(await other.webhooks('d1')).toEqual(added.slice(0, 2));
      expect(await other.webhook('c')).toEqual(added[2]);
      expect([await other.webhook('x'), await other.webhooks('d3')]).toEqual([null, []]);
    });

    it('stand once for each address of a district: the first one stays', async () => {
      const directory = await open();
      const { url } = endpoint('a');
      await directory.addWebhook(endpoint('a'));
      expect(await directory.addWebhook(endpoint('b', { url }))).toBe(false);
      expect(await directory.addWebhook(endpoint('c', { url, district: 'd2' }))).toBe(true);
      expect((await directory.webhooks('d1')).map(({ id }) => id)).toEqual(['a']);
    });

    it('are switched off once, for the first reason', async () => {
      const directory = await open();
      await directory.addWebhook(endpoint('a'));
      expect(await directory.disableWebhook('a', { at: AT, reason: 'gone' })).toBe(true);
      expect(await directory.disableWebhook('a', { at: '2025-09-03T12:00:00Z', reason: 'again' })).toBe(false);
      expect(await directory.disableWebhook('x', { at: AT, reason: 'gone' })).toBe(false);
      expect((await (await open()).webhook('a'))?.disabled).toEqual({ at: AT, reason: 'gone' });
    });

    it('keep the secret before a new one, and none that is older', async () => {
      const directory = await open();
      await directory.addWebhook(endpoint('a'));
      for (const secret of ['whsec_2', 'whsec_3']) expect(await directory.rotateWebhook('a', secret)).toBe(true);
      expect((await (await open()).webhook('a'))?.secrets).toEqual(['whsec_3', 'whsec_2']);
      expect(await directory.rotateWebhook('x', 'whsec_2')).toBe(false);
    });

    it('are removed, and may be added anew', async () => {
      const directory = await open();
      await directory.addWebhook(endpoint('a'));
      expect([await directory.removeWebhook('a'), await directory.removeWebhook('a')]).toEqual([true, false]);
      expect(await directory.webhook('a')).toBeNull();
      expect(await directory.addWebhook(endpoint('b', { url: endpoint('a').url }))).toBe(true);
    });
  });
}
