const DAY_MS = 86_400_000;

/** How long a topic keeps messages, as Kafka's setting says it: days where they are whole. */
export function durationInWords(milliseconds: string | undefined): string {
  if (milliseconds === undefined) return '-';
  const days = Number(milliseconds) / DAY_MS;
  if (days < 0) return 'for ever';
  return Number.isInteger(days) ? `${days} days` : `${milliseconds} ms`;
}
