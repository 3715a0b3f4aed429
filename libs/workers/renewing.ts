/** Leases that are renewed until it is ended. */
export interface Renewing {
  /** When this resolves, no renewal is under way that could take again what is released then. */
  end(): Promise<void>;
}

/** Renews leases again and again. One that fails is made up for by the next: who works takes them itself, and hears of what is wrong. */
export function renewing(renew: () => Promise<unknown>, everyMs: number): Renewing {
  let underWay: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    underWay = Promise.allSettled([underWay, renew()]);
  }, everyMs);
  return {
    end: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
