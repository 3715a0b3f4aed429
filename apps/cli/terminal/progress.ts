import { progressLine } from './progress-line.js';
import type { Terminal } from './terminal.js';

/** A line that is updated in place while something runs. */
export interface Progress {
  /**
   * @param total how much there will be, as far as it is known.
   * @param what is being done now, where that is not what was said at the beginning.
   */
  update(done: number, total?: number, what?: string): void;
  end(): void;
}

const silent: Progress = { update() {}, end() {} };

/** Shows progress where a person watches; into files and pipes nothing is written. */
async function progressOf(terminal: Terminal, what: string): Promise<Progress> {
  if (!terminal.errors.isTerminal) return silent;
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream: terminal.errors.stream,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 50,
    format: (_, shown, { title }: { title: string }) => progressLine(title, shown),
  });
  bar.start(0, 0, { title: what });
  return {
    update: (done, total = 0, title = what) => {
      bar.setTotal(total);
      bar.update(done, { title });
    },
    end: () => bar.stop(),
  };
}

/** Runs `work` with its progress shown, and clears the line whatever comes of it. */
export async function withProgress<T>(terminal: Terminal, what: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const progress = await progressOf(terminal, what);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
