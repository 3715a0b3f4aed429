/** The school date that a record is about; null where it is about no single day. */
export function recordDateOf(data: unknown): string | null {
  const fields = data as Readonly<Record<string, unknown>>;
  for (const field of ['date', 'markedOn', 'termEnd', 'entryDate', 'exitDate']) {
    const value = fields[field];
    if (typeof value === 'string') return value;
  }
  return null;
}
