import { noticeDecider, noticeStream, type NoticeCommand, type NoticeEvent, type NoticeState } from '#libs/domain';
import { execute, type EventStore } from '#libs/event-sourcing';
import { v5 as uuidV5 } from 'uuid';

/** Namespace of the ids of what became of notices. */
const NOTICE_EVENTS = '5b8f1e0a-6f0c-5a53-9a61-2f1b6d3c7e48';

type Notice = Readonly<Record<'district' | 'notice', string>>;

/** What became of notices, as their streams say. */
export class NoticeRecords {
  readonly #store: EventStore;

  constructor(store: EventStore) {
    this.#store = store;
  }

  async stateOf({ district, notice }: Notice): Promise<NoticeState> {
    const events = await this.#store.readStream(noticeStream(district, notice));
    return events.reduce<NoticeState>((state, { type, data }) => noticeDecider.evolve(state, { type, data } as NoticeEvent), null);
  }

  async record({ district, notice }: Notice, command: NoticeCommand): Promise<NoticeState> {
    const stream = noticeStream(district, notice);
    const { state } = await execute<NoticeState, NoticeCommand, NoticeEvent>({
      store: this.#store,
      stream,
      decider: noticeDecider,
      command,
      decode: ({ type, data }) => ({ type, data }) as NoticeEvent,
      encode: ({ type, data }, revision) => ({ id: uuidV5(`${stream}/${revision}/${type}`, NOTICE_EVENTS), type, data, metadata: {} }),
    });
    return state;
  }
}
