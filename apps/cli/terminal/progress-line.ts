const WIDTH = 20;

export interface ShownProgress {
  readonly value: number;
  /** 0: it is not known. */
  readonly total: number;
  /** 0 to 1. */
  readonly progress: number;
  /** Seconds that are left; until something has been done it is not known and no finite number. */
  readonly eta: number;
}

/** How far something is, in one line. */
export function progressLine(title: string, { value, total, progress, eta }: ShownProgress): string {
  const count = value.toLocaleString('en-US');
  if (total === 0) return `${title} ${count}`;
  const filled = Math.round(progress * WIDTH);
  return `${title} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${count} of ${total.toLocaleString('en-US')}${leftInWords(eta)}`;
}

function leftInWords(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) return '';
  return seconds < 120 ? `, ${Math.ceil(seconds)} s left` : `, ${Math.ceil(seconds / 60)} min left`;
}
