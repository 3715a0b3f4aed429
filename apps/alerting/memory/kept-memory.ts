import type { AlertEntry } from './alert-entry.js';
import type { AlertingMemory } from './alerting-memory.js';
import type { KeptAttention } from './attention.js';
import type { KeptStudent } from './off-track-students.js';
import type { KeptWave } from './waves.js';

/** An alert as kept: what it was open as last is left out while it is open. */
type KeptAlert = Omit<AlertEntry, 'interrupted'> & { readonly interrupted: readonly string[] };

/** A piece of what alerting goes by, as plain data. */
export type KeptPiece =
  | { readonly of: 'alert'; readonly kept: KeptAlert }
  | { readonly of: 'attention'; readonly kept: KeptAttention }
  | { readonly of: 'student'; readonly kept: KeptStudent }
  | { readonly of: 'wave'; readonly kept: KeptWave };

/** What grows with what has happened; assignments, calendars and rules are small and are folded again. */
export function* piecesOf({ alerts, attention, offTrack, waves }: AlertingMemory): Generator<KeptPiece> {
  for (const entry of alerts.kept()) yield { of: 'alert', kept: keptAlert(entry) };
  for (const kept of attention.kept()) yield { of: 'attention', kept };
  for (const kept of offTrack.kept()) yield { of: 'student', kept };
  for (const kept of waves.kept()) yield { of: 'wave', kept };
}

/** Takes over a piece that was kept. */
export function keepPiece({ alerts, attention, offTrack, waves }: AlertingMemory, piece: KeptPiece): void {
  switch (piece.of) {
    case 'alert':
      return alerts.keep(entryOf(piece.kept));
    case 'attention':
      return attention.keep(piece.kept);
    case 'student':
      return offTrack.keep(piece.kept);
    case 'wave':
      return waves.keep(piece.kept);
  }
}

function keptAlert({ interrupted, ...entry }: AlertEntry): KeptAlert {
  const lastOpen = entry.state.phase === 'open' ? null : entry.lastOpen;
  return { ...entry, lastOpen, interrupted: [...interrupted] };
}

function entryOf({ interrupted, ...entry }: KeptAlert): AlertEntry {
  const lastOpen = entry.state.phase === 'open' ? entry.state : entry.lastOpen;
  return { ...entry, lastOpen, interrupted: new Set(interrupted) };
}
