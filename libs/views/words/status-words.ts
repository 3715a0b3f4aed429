import type { Status } from '#libs/domain';

export interface StatusWords {
  readonly label: string;
  /** Told apart without color. */
  readonly shape: string;
}

/** How a status is shown: a shape and a word; a color comes only beside them. */
export const statusWords: Readonly<Record<Status, StatusWords>> = {
  'off-track': { label: 'Off track', shape: '▼' },
  'at-risk': { label: 'Close to the line', shape: '◐' },
  'insufficient-data': { label: 'Not enough data', shape: '⋯' },
  'on-track': { label: 'On track', shape: '✓' },
};

/** In the order in which they are looked at. */
export const statusesByUrgency: readonly Status[] = ['off-track', 'at-risk', 'insufficient-data', 'on-track'];
