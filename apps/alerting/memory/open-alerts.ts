import { parseStream } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { emptyEntry, foldStored, isOpen, openAt, subjectOf, type AlertEntry, type OpenEntry } from './alert-entry.js';

/**
 * The alerts that are open, by whom they are about. What has ended is kept until the next day or hour begins, for its last notices, and is
 * then forgotten: what alerting needs grows with the open alerts only.
 */
export class OpenAlerts {
  readonly #entries = new Map<string, AlertEntry>();
  readonly #districts = new Map<string, Set<AlertEntry>>();
  readonly #subjects = new Map<string, Set<AlertEntry>>();
  readonly #ended = new Set<AlertEntry>();

  /** The alert of a stream, known or not. */
  entry(stream: string): AlertEntry {
    const known = this.#entries.get(stream);
    if (known !== undefined) return known;
    const name = parseStream(stream);
    if (name.kind !== 'alert') throw new Error(`${stream} is not the stream of an alert.`);
    const entry = emptyEntry(stream, name.district, name.alert);
    this.#entries.set(stream, entry);
    return entry;
  }

  /** Folds an event of the log; false where it is known, as those are that alerting has decided itself. */
  apply(event: RecordedEvent): boolean {
    const entry = this.entry(event.stream);
    entry.position = Math.max(entry.position, event.position);
    if (event.revision <= entry.revision) return false;
    foldStored(entry, event);
    this.settle(entry);
    return true;
  }

  /** Puts an entry where it is found, after it has changed. */
  settle(entry: AlertEntry): void {
    const { raised } = entry;
    if (raised === null) return;
    listOf(this.#districts, entry.district).add(entry);
    listOf(this.#subjects, `${entry.district} ${subjectOf(raised)}`).add(entry);
    if (!isOpen(entry)) this.#ended.add(entry);
  }

  /**
   * The open alerts about a student, a community or a school's feed.
   * @param subject see `subjectOf`. @param at position of what happens: alerts that were raised by what comes after it are not known yet.
   */
  about(district: string, subject: string, at: number): readonly OpenEntry[] {
    return knownAt(this.#subjects.get(`${district} ${subject}`), at);
  }

  ofDistrict(district: string, at: number): readonly OpenEntry[] {
    return knownAt(this.#districts.get(district), at);
  }

  kept(): Iterable<AlertEntry> {
    return this.#entries.values();
  }

  /** Takes an entry over as it was kept. */
  keep(entry: AlertEntry): void {
    this.#entries.set(entry.stream, entry);
    this.settle(entry);
  }

  /** How many alerts are kept in memory. */
  get size(): number {
    return this.#entries.size;
  }

  /** @param position everything before it has been folded: the last events of what has ended do not come again. */
  forgetEnded(position: number): void {
    for (const entry of this.#ended) {
      if (entry.position >= position) continue;
      this.#ended.delete(entry);
      if (isOpen(entry)) continue;
      this.#entries.delete(entry.stream);
      this.#districts.get(entry.district)?.delete(entry);
      if (entry.raised === null) continue;
      const subject = `${entry.district} ${subjectOf(entry.raised)}`;
      this.#subjects.get(subject)?.delete(entry);
      if (this.#subjects.get(subject)?.size === 0) this.#subjects.delete(subject);
    }
  }
}

function listOf(lists: Map<string, Set<AlertEntry>>, name: string): Set<AlertEntry> {
  let list = lists.get(name);
  if (list === undefined) {
    list = new Set();
    lists.set(name, list);
  }
  return list;
}

function knownAt(entries: ReadonlySet<AlertEntry> | undefined, at: number): OpenEntry[] {
  return entries === undefined ? [] : [...entries].flatMap((entry) => openAt(entry, at) ?? []);
}
