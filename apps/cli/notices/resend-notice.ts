import { randomUUID } from 'node:crypto';
import { sourceOf } from '#libs/contracts';
import { noticeDecider, noticeStream, type NoticeCommand, type NoticeEvent, type NoticeState } from '#libs/domain';
import { execute } from '#libs/event-sourcing';
import { outbox, type OutboxDocument } from '#libs/views';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import { CommandFailedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { textOption } from '../terminal/values.js';

interface ResendCommand {
  readonly district?: string | undefined;
  readonly by: string;
}

/** Whoever sends tries again; this only says so. @throws CommandFailedError */
export async function resendNotice(terminal: Terminal, notice: string, { district: given, by: name }: ResendCommand): Promise<void> {
  const by = textOption('--by', name);
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    await bringUpToDate(terminal, embedded);
    const document = (await embedded.models.collection<OutboxDocument>(outbox).get(notice))?.body;
    if (document?.district !== district) {
      throw new CommandFailedError(`There is no notice ${JSON.stringify(notice)} in this district: see homeroom notices list.`);
    }
    const { events } = await execute<NoticeState, NoticeCommand, NoticeEvent>({
      store: embedded.store,
      stream: noticeStream(district, notice),
      decider: noticeDecider,
      command: { kind: 'resend', staff: document.staff, by },
      decode: ({ type, data }) => ({ type, data }) as NoticeEvent,
      encode: ({ type, data }) => ({ id: randomUUID(), type, data, metadata: { source: sourceOf(district, 'homeroom') } }),
    });
    await bringUpToDate(terminal, embedded);
    if (events.length === 0) throw new CommandFailedError('Nothing of this notice was given up: there is nothing to send again.');
    await terminal.output.write('It is tried again by whoever sends notices (npm start).\n');
  });
}
