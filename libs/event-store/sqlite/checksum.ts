import { crc32 } from 'node:zlib';

export interface ChecksummedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly superseded: boolean;
  /** Lower-case UUID. */
  readonly id: string;
  readonly recordedAt: number;
  readonly data: string;
  readonly metadata: string;
}

/** CRC-32 over everything an event says, names instead of their integers: finds accidents and edits, not forgers. */
export function checksumOf(event: ChecksummedEvent): number {
  const { position, stream, revision, type, superseded, id, recordedAt, data, metadata } = event;
  return crc32(`${position}\n${stream}\n${revision}\n${type}\n${superseded}\n${id}\n${recordedAt}\n${metadata}\n${data}`);
}
