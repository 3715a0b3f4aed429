import type { FailPoint } from '#libs/event-sourcing';
import type { Settings } from '#libs/service';
import { DataFolderError } from './data-folder.js';
import type { Stores } from './open-stores.js';
import { keepNextSecret, requireLongSecret, takeNextSecret } from './secret-file.js';

export interface Rotation {
  /** null: a random one, where the data folder keeps the secret. */
  readonly secret: string | null;
  /** Called as `kept` and `rotated`. */
  readonly failPoint?: FailPoint;
}

/**
 * Rotates the secret: the new one is kept beside the old one, then the directory opens with it, then it takes the old one's place. What dies
 * in between leaves both, and the next start takes the one that opens the directory. Where HOMEROOM_SECRET is set, only the directory is changed.
 *
 * @throws DataFolderError, SecretRotatedError
 */
export async function rotateSecret(
  { folder, directory }: Pick<Stores, 'folder' | 'directory'>,
  { HOMEROOM_SECRET }: Pick<Settings, 'HOMEROOM_SECRET'>,
  { secret, failPoint }: Rotation,
): Promise<void> {
  if (secret !== null) requireLongSecret(secret);
  if (HOMEROOM_SECRET === undefined) {
    const next = keepNextSecret(folder, secret);
    await failPoint?.('kept');
    await directory.rotateSecret(next);
    await failPoint?.('rotated');
    takeNextSecret(folder);
    return;
  }
  if (secret === null) {
    throw new DataFolderError(
      'HOMEROOM_SECRET is set, so the new secret has to be given too: put it into a file and name that with --from.',
    );
  }
  await directory.rotateSecret(secret);
}
