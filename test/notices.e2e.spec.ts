import { expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

it('Notices on their way out are listed; what was not given up is not sent again', async () => {
  const homeroom = await Homeroom.start();
  try {
    const path = join(homeroom.folder, 'records.ndjson');
    await writeFile(path, `${community({ 'S-1': `${'p'.repeat(35)}aaaa` }).join('\n')}\n`);
    await homeroom.ok('import', 'events', path, '--district', 'lincoln');
    const notices = await homeroom.rows<{ notice: string }>('notices', 'list');
    for (const { notice } of notices) {
      const { code, err } = await homeroom.run(['notices', 'resend', notice, '--by', 'A. Rivera']);
      expect([code, err]).toEqual([1, expect.stringMatching(/has not been queued|nothing to send again/)]);
    }
    expect(await homeroom.rows('notices', 'list', '--failed')).toEqual([]);
    expect(await homeroom.run(['notices', 'resend', 'x', '--by', 'A. Rivera'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no notice "x"/),
    });
  } finally {
    await homeroom.end();
  }
});
