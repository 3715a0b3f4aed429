const units = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
] as const;

/** `4 hours`, `2.5 minutes`, `0.2 seconds`: in the largest unit of which there is one, to one place below ten. */
export function secondsInWords(seconds: number): string {
  const { name, seconds: each } = units.find((unit) => seconds >= unit.seconds) ?? { name: 'second', seconds: 1 };
  const count = seconds / each;
  const rounded = count < 10 ? Math.round(count * 10) / 10 : Math.round(count);
  return `${rounded} ${name}${rounded === 1 ? '' : 's'}`;
}
