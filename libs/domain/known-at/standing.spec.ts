import { describe, expect, it } from '@jest/globals';
import type { LedgerEvent } from '../ledger/ledger.decider.js';
import { standingAt } from './standing.js';

interface Given extends LedgerEvent {
  readonly id: string;
}

let revision = -1;
function event(id: string, knownAt: string, more: Partial<LedgerEvent> & Pick<LedgerEvent['metadata'], 'sequence' | 'tie'> = {}): Given {
  revision += 1;
  const { sequence, tie, ...rest } = more;
  const metadata = { knownAt, ...(sequence && { sequence }), ...(tie && { tie }) };
  return { id, type: 'attendance-recorded.v1', revision, superseded: false, data: day('present'), metadata, ...rest };
}

function day(status: string, date = '2025-09-01'): object {
  return { date, schoolId: 'north', status };
}

const ids = (events: readonly Given[], knownAt: string | null): string =>
  standingAt(events, knownAt)
    .map(({ id }) => id)
    .join(' ');
const retraction = { type: 'attendance-retracted.v1', data: { date: '2025-09-01' } };

describe('what stands as known at an instant', () => {
  it('is the latest version up to the instant, which is inclusive at full precision', () => {
    const events = [event('a', '2025-09-01T08:00:00Z'), event('b', '2025-09-01T08:00:00.000000001Z'), event('c', '2025-09-02T08:00:00Z')];
    expect(ids(events, '2025-09-01T07:59:59.9Z')).toBe('');
    expect(ids(events, '2025-09-01T08:00:00Z')).toBe('a');
    expect(ids(events, '2025-09-01T08:00:00.000000001Z')).toBe('b');
    expect(ids(events, '2025-09-02T08:00:00Z')).toBe('c');
    expect(ids(events, null)).toBe('c');
  });

  it('sees a late older version at its own time and never after a newer one', () => {
    const events = [event('new', '2025-09-03T00:00:00Z'), event('old', '2025-09-01T00:00:00Z', { superseded: true })];
    expect(ids(events, '2025-09-02T00:00:00Z')).toBe('old');
    expect(ids(events, '2025-09-03T00:00:00Z')).toBe('new');
    expect(ids(events, null)).toBe('new');
  });

  it('leaves a retracted record out from the retraction on, until it is recorded again', () => {
    const events = [
      event('a', '2025-09-01T00:00:00Z'),
      event('gone', '2025-09-02T00:00:00Z', retraction),
      event('back', '2025-09-03T00:00:00Z'),
    ];
    expect(ids(events, '2025-09-01T12:00:00Z')).toBe('a');
    expect(ids(events, '2025-09-02T12:00:00Z')).toBe('');
    expect(ids(events, '2025-09-03T12:00:00Z')).toBe('back');
    expect(ids(events.slice(0, 2), null)).toBe('');
    expect(ids([...events.slice(1, 2), event('a', '2025-09-01T00:00:00Z', { superseded: true })], '2025-09-09T00:00:00Z')).toBe('');
  });

  it('decides equal times by sequence, then content before retraction, then the larger content, in any order of arrival', () => {
    const time = '2025-09-01T00:00:00Z';
    const both = (a: Given, b: Given): string[] => [ids([a, b], time), ids([b, a], time)];
    expect(both(event('ten', time, { sequence: '10' }), event('nine', time, { sequence: '9' }))).toEqual(['ten', 'ten']);
    expect(both(event('content', time), event('gone', time, retraction))).toEqual(['content', 'content']);
    const [tardy, present] = [event('tardy', time, { data: day('tardy') }), event('present', time, { data: day('present') })];
    expect([ids([present, tardy], time), ids([tardy, { ...present, superseded: true }], time)]).toEqual(['tardy', 'tardy']);
  });

  it('follows what intake found where two contents of one moment came, of late ones too', () => {
    const time = '2025-09-01T00:00:00Z';
    const tardy = event('tardy', time, { data: day('tardy') });
    const present = (tie: 'larger' | 'smaller', superseded: boolean): Given =>
      event('present', time, { data: day('present'), superseded, tie });
    expect(ids([tardy, present('larger', false)], time)).toBe('present');
    expect(ids([tardy, present('smaller', true)], time)).toBe('tardy');
    const later = event('later', '2025-09-02T00:00:00Z');
    expect(ids([later, { ...tardy, superseded: true }, present('larger', true)], time)).toBe('present');
    const third = event('third', time, { data: day('absent'), superseded: true, tie: 'smaller' });
    expect(ids([later, { ...tardy, superseded: true }, present('larger', true), third], time)).toBe('present');
  });

  it('goes by the flag and the payloads in a log whose ties were not written down', () => {
    const time = '2025-09-01T00:00:00Z';
    const tardy = event('tardy', time, { data: day('tardy') });
    expect(ids([tardy, event('present', time)], time)).toBe('present');
    expect(ids([tardy, event('present', time, { superseded: true })], time)).toBe('tardy');
    expect(ids([event('present', time, { superseded: true }), { ...tardy, superseded: true }], time)).toBe('tardy');
  });

  it('now is what intake has let stand, whatever the times say', () => {
    expect(ids([event('later', '2025-09-02T00:00:00Z'), event('earlier', '2025-09-01T00:00:00Z')], null)).toBe('earlier');
  });

  it('keeps the order of the log and tells natural keys apart', () => {
    const events = [
      event('mon', '2025-09-05T00:00:00Z'),
      event('tue', '2025-09-02T00:00:00Z', { data: day('tardy', '2025-09-02') }),
      event('mon again', '2025-09-06T00:00:00Z'),
    ];
    expect(ids(events, '2025-09-05T00:00:00Z')).toBe('mon tue');
    expect(ids(events, null)).toBe('tue mon again');
  });

  it('lets events without a natural key stand from their time on', () => {
    const adopted = { type: 'profile-adopted.v1', data: { profile: 'p', version: '1', by: 'x', reason: 'y' } };
    const events = [event('first', '2025-09-01T00:00:00Z', adopted), event('second', '2025-09-03T00:00:00Z', adopted)];
    expect(ids(events, '2025-09-02T00:00:00Z')).toBe('first');
    expect(ids([...events, { ...event('timeless', '', adopted), metadata: {} }], '2025-09-02T00:00:00Z')).toBe('first timeless');
    expect(ids(events, null)).toBe('first second');
  });
});
