import type { Directory } from '#libs/directory';

export interface Settling {
  readonly directory: Pick<Directory, 'deadLetters' | 'markRetried'>;
  readonly district: string;
  /** Whose letters they are, for example `/districts/lincoln/edfi-xml`. */
  readonly source: string;
  /** Files that were read to their end. */
  readonly files: ReadonlySet<string>;
  /** Ids of what this import refused. */
  readonly refused: ReadonlySet<string>;
  readonly now: string;
}

const PAGE = 1_000;

/**
 * An import of everything says anew what is refused: what an earlier one refused and this one did not was mended in the interchange, in the
 * mapping or by an update, and no longer waits.
 */
export async function settleLetters({ directory, district, source, files, refused, now }: Settling): Promise<void> {
  let after: string | null = null;
  do {
    const page = await directory.deadLetters({ district, retried: false, limit: PAGE, ...(after !== null && { after }) });
    const settled = page.letters.filter(
      ({ id, origin, source: from }) => from === source && origin.kind === 'file' && files.has(origin.file) && !refused.has(id),
    );
    await directory.markRetried(
      settled.map(({ id }) => id),
      now,
    );
    after = page.next;
  } while (after !== null);
}
