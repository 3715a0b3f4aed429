interface Beaten<T> {
  readonly result: T;
  /** What a beat failed with, where one did: the group has to be joined again. */
  readonly failure: unknown;
}

/** Waits for work while the group is told regularly that this member lives. A failed beat does not end the work: it is told beside its result. */
export async function whileBeating<T>(work: Promise<T>, beat: () => Promise<void>, everyMs: number): Promise<Beaten<T>> {
  const failures: unknown[] = [];
  const beatOnce = async (): Promise<void> => {
    try {
      await beat();
    } catch (error) {
      failures.push(error);
    }
  };
  const timer = setInterval(() => void beatOnce(), everyMs);
  try {
    return { result: await work, failure: failures[0] ?? null };
  } finally {
    clearInterval(timer);
  }
}
