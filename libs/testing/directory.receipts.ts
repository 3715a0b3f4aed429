import { describe, expect, it } from '@jest/globals';
import type { FeedOfRecords, Receipt } from '#libs/directory';
import { deadLetter } from './directory.dead-letters.js';
import type { OpenDirectory } from './directory.harness.js';

const attendance: FeedOfRecords = { schoolId: 's1', source: '/districts/d1/sis', record: 'attendance-recorded' };
const profiles: FeedOfRecords = { schoolId: null, source: '/districts/d1/sis', record: 'student-profile' };

function receipt(hour: string, changes: Partial<Receipt> = {}): Receipt {
  return { district: 'd1', hour, ...attendance, appended: 0, unchanged: 1, ...changes };
}

const day = { from: '2025-09-01T00', before: '2025-09-02T00' };

export function describeReceipts(open: OpenDirectory): void {
  describe('receipts', () => {
    it('add up by feed, over all time and by hour, for every instance', async () => {
      const directory = await open();
      await directory.addReceipts([receipt('2025-09-01T22', { unchanged: 3 }), receipt('2025-09-01T23')]);
      await directory.addReceipts([receipt('2025-09-01T23'), receipt('2025-09-02T00', { ...profiles, appended: 2, unchanged: 0 })]);
      await directory.addReceipts([receipt('2025-09-01T23', { district: 'd2' })]);
      const other = await open();
      expect(sorted(await other.receipts('d1'))).toEqual([
        { hour: null, ...attendance, appended: 0, unchanged: 5 },
        { hour: null, ...profiles, appended: 2, unchanged: 0 },
      ]);
      expect(sorted(await other.receipts('d1', day))).toEqual([
        { hour: '2025-09-01T22', ...attendance, appended: 0, unchanged: 3 },
        { hour: '2025-09-01T23', ...attendance, appended: 0, unchanged: 2 },
      ]);
    });

    it('stand beside the dead letters of the same feed', async () => {
      const directory = await open();
      const feed = { schoolId: 's1', source: '/districts/d1/sis', record: 'attendance-recorded' } as const;
      await directory.addDeadLetters([
        deadLetter('a', { ...feed, receivedAt: '2025-09-01T23:59:59.999Z' }),
        deadLetter('b', { ...feed, receivedAt: '2025-09-01T23:10:00.000Z' }),
        deadLetter('c', { receivedAt: '2025-09-02T00:00:00.000Z' }),
        deadLetter('d', { ...feed, district: 'd2' }),
      ]);
      await directory.markRetried(['b'], '2025-09-03T00:00:00.000Z');
      const unread = { schoolId: null, source: null, record: null };
      expect(sorted(await directory.countDeadLettersByFeed('d1'))).toEqual([
        { hour: null, ...feed, waiting: 1, retried: 1 },
        { hour: null, ...unread, waiting: 1, retried: 0 },
      ]);
      expect(await directory.countDeadLettersByFeed('d1', day)).toEqual([{ hour: '2025-09-01T23', ...feed, waiting: 1, retried: 1 }]);
    });
  });
}

function sorted<T extends FeedOfRecords & { readonly hour: string | null }>(tallies: readonly T[]): T[] {
  const name = ({ hour, record }: T): string => `${hour ?? ''} ${record ?? '~'}`;
  return tallies.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}
