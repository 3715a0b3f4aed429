import type { Terminal } from './terminal.js';

/** A line that is updated in place while something runs. */
export interface Progress {
  /** @param total how much there will be, as far as it is known. */
  update(done: number, total?: number): void;
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
    format: ({ barsize = 20 }, { value, total, progress, eta }, { title }: { title: string }) => {
      const count = value.toLocaleString('en-US');
      if (total === 0) return `${title} ${count}`;
      const filled = Math.round(progress * barsize);
      return `${title} ${'█'.repeat(filled)}${'░'.repeat(barsize - filled)} ${count} of ${total.toLocaleString('en-US')}${leftInWords(eta)}`;
    },
  });
  bar.start(0, 0, { title: what });
  return {
    update: (done, total = 0) => {
      bar.setTotal(total);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}

/** @param eta seconds; not finite until something has been done. */
function leftInWords(eta: number): string {
  if (!Number.isFinite(eta) || eta <= 0) return '';
  return eta < 120 ? `, ${eta} s left` : `, ${Math.ceil(eta / 60)} min left`;
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
