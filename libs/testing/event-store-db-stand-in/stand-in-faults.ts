/** What a test switches on to see what a client makes of it. Everything is off at first; each can be changed while the server runs. */
export interface StandInFaults {
  /** Appends are taken and never stored nor answered. */
  hangAppends: boolean;
  /** Reads and subscriptions are taken and never answered. */
  hangReads: boolean;
  /** So many appends are stored, but their call fails before the answer. */
  loseAcknowledgements: number;
  /** Everything is refused as by a node that has just started. */
  notReady: boolean;
  /** So many batch-append calls end with OK in the middle, without an answer. */
  endBatchWithOk: number;
  /** Milliseconds before each answer to an append and each subscription. */
  delayMs: number;
  /** Subscriptions are confirmed and then say nothing. */
  silentSubscriptions: boolean;
  /** Older servers: no message when the end of the log is reached, and no checkpoint there. */
  neverCaughtUp: boolean;
  /** Older servers, and those behind some proxies: appends go one call each. */
  withoutBatchAppend: boolean;
}

export function noFaults(): StandInFaults {
  return {
    hangAppends: false,
    hangReads: false,
    loseAcknowledgements: 0,
    notReady: false,
    endBatchWithOk: 0,
    delayMs: 0,
    silentSubscriptions: false,
    neverCaughtUp: false,
    withoutBatchAppend: false,
  };
}
