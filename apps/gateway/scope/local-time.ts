/** Where the districts of this process are. */
export class LocalTime {
  readonly #format: Intl.DateTimeFormat;

  /** @param timeZone an IANA name such as `America/Chicago`. */
  constructor(readonly timeZone: string) {
    // Swedish dates are written YYYY-MM-DD.
    this.#format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  }

  /** `YYYY-MM-DD` there. */
  dayOf(moment: Date): string {
    return this.#format.format(moment);
  }
}
