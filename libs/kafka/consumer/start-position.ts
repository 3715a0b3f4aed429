/** Offsets of one partition, as the group and the broker tell them. */
export interface KnownOffsets {
  /** The next offset that the group wants; null where it has none. */
  readonly committed: bigint | null;
  /** The next one that this process knows to have been committed before. */
  readonly wanted: bigint | null;
  /** The first offset that is still there. */
  readonly low: bigint;
  /** The offset that the next message will have. */
  readonly high: bigint;
}

export interface StartPosition {
  readonly offset: bigint;
  /** Why the group does not go on where it stood; null where it does, or is new. */
  readonly jump: string | null;
  /** Set where it may only seem so: a broker that has just come back may tell of less than it has. */
  readonly mayPass?: true;
}

/**
 * Where a group goes on in a partition. The driver would jump to the beginning or the end by itself and say nothing; here it always
 * goes on at the first offset that is left, so that nothing is passed over that can still be had, and it is said.
 */
export function startPosition({ committed, wanted, low, high }: KnownOffsets): StartPosition {
  const next = committed ?? wanted;
  if (next === null) return { offset: low, jump: null };
  if (next < low) {
    return {
      offset: low,
      jump: `offsets ${next} to ${low - 1n} were removed from the topic before they were taken in: ${low - next} messages at most are LOST here; have their source send them again, and keep messages longer`,
    };
  }
  if (next > high) {
    return {
      offset: low,
      mayPass: true,
      jump: `the group stands at offset ${next}, but the topic ends at ${high}: it was made anew. All that is in it is taken in; what the old one held beyond ${next} must be sent again by its source`,
    };
  }
  if (committed === null && next > low) {
    return {
      offset: low,
      mayPass: true,
      jump: `the group stood at offset ${next}, but its offsets are gone, as after the topic was made anew. All that is in it is taken in again; what is known already changes nothing`,
    };
  }
  return { offset: next, jump: null };
}
