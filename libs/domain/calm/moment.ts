/** What a district's clock has said last. */
export interface Moment {
  /** The district's day. */
  readonly date: string;
  /** The hour of it, 0 to 23; null while none has begun. */
  readonly hour: number | null;
}

/** Hours of a day, from the first to before the second; may pass midnight. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

export function isWithin({ from, to }: Hours, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
