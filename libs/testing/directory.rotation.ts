import { describe, expect, it } from '@jest/globals';
import { DirectoryNotOpenableError, SecretRotatedError, type Directory } from '#libs/directory';
import type { OpenDirectory } from './directory.harness.js';
import { keyOf } from './directory.keys.js';

const NEXT = 'the secret of next year';

/** @param openWith null where a directory cannot be opened again. */
export function describeRotation(open: OpenDirectory, openWith: (secret: string) => Promise<Directory | null>): void {
  describe('the rotation of the secret', () => {
    it('keeps keys and handles, for instances that are open and for those that come', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      const extras = [{ person: key, content: '{"note":"plays chess"}' }];
      const handles = await directory.saveExtras(extras);
      await directory.rotateSecret(NEXT);
      for (const instance of [directory, await openWith(NEXT)]) {
        if (instance === null) continue;
        expect(await keyOf(instance, 's1')).toBe(key);
        expect(await instance.saveExtras(extras)).toEqual(handles);
        expect((await instance.people([key])).get(key)?.id).toBe('s1');
      }
    });

    it('keeps what instances that are open make meanwhile', async () => {
      const [directory, other] = [await open(), await open()];
      await directory.rotateSecret(NEXT);
      const key = await keyOf(other, 's2');
      expect(await keyOf((await openWith(NEXT)) ?? directory, 's2')).toBe(key);
    });

    it('closes the directory to the secret of before', async () => {
      const directory = await open();
      await directory.rotateSecret(NEXT);
      if ((await openWith(NEXT)) === null) return;
      await expect(open()).rejects.toThrow(DirectoryNotOpenableError);
      await expect(open()).rejects.toThrow(/opens with another secret, .* rotated to since: set HOMEROOM_SECRET to that one/);
    });

    it('can follow another one, and go back', async () => {
      const directory = await open();
      const key = await keyOf(directory, 's1');
      for (const secret of [NEXT, 'yet another secret', NEXT]) {
        await directory.rotateSecret(secret);
        const again = await openWith(secret);
        if (again !== null) expect(await keyOf(again, 's1')).toBe(key);
      }
    });

    it('is done by one of two who do it at once', async () => {
      const [here, there] = [await open(), await open()];
      if ((await openWith('no such secret').catch(() => 'refused')) === null) return;
      const done = await Promise.allSettled([here.rotateSecret('the secret of one'), there.rotateSecret('the secret of the other')]);
      const lost = done.find((each) => each.status === 'rejected');
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(lost?.reason).toBeInstanceOf(SecretRotatedError);
    });
  });
}
