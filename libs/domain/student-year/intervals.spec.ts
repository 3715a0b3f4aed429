import { describe, expect, it } from '@jest/globals';
import { endsOf } from './intervals.js';

const from = (...days: string[]): { from: string }[] => days.map((day) => ({ from: day }));

describe('where beginnings end', () => {
  it('stay open without an ending', () => {
    expect(endsOf(from('09-01', '10-01'), [])).toEqual([null, null]);
  });

  it('take the ending that names them, the earliest of several', () => {
    expect(endsOf(from('09-01', '10-01'), [{ at: '11-01', names: '09-01' }])).toEqual(['11-01', null]);
    const both = [
      { at: '12-01', names: '09-01' },
      { at: '11-01', names: '09-01' },
    ];
    expect(endsOf(from('09-01'), both)).toEqual(['11-01']);
    expect(endsOf(from('09-01'), both.toReversed())).toEqual(['11-01']);
  });

  it('ignore an ending that names a beginning that does not exist', () => {
    expect(endsOf(from('09-01'), [{ at: '11-01', names: '08-01' }])).toEqual([null]);
  });

  it('give an ending without a name to the latest that began before it', () => {
    expect(endsOf(from('09-01', '10-01', '12-01'), [{ at: '11-01' }])).toEqual([null, '11-01', null]);
    expect(endsOf(from('12-01', '10-01', '09-01'), [{ at: '11-01' }])).toEqual([null, '11-01', null]);
  });

  it('let the earlier of two endings stand for one beginning', () => {
    expect(endsOf(from('09-01'), [{ at: '12-01' }, { at: '11-01' }])).toEqual(['11-01']);
    expect(endsOf(from('09-01'), [{ at: '11-01' }, { at: '12-01', names: '09-01' }])).toEqual(['11-01']);
  });

  it('let an ending on the very day empty a beginning only where the one before has ended', () => {
    expect(endsOf(from('09-01'), [{ at: '09-01' }])).toEqual(['09-01']);
    expect(endsOf(from('09-01', '10-01'), [{ at: '10-01' }])).toEqual(['10-01', null]);
    expect(endsOf(from('09-01', '10-01'), [{ at: '10-01' }, { at: '09-20' }])).toEqual(['09-20', '10-01']);
    expect(endsOf(from('09-01', '10-01'), [{ at: '10-01', names: '09-01' }, { at: '10-01' }])).toEqual(['10-01', '10-01']);
  });

  it('keep the end they came with unless an earlier one is found', () => {
    expect(endsOf([{ from: '09-01', to: '12-01' }], [])).toEqual(['12-01']);
    expect(endsOf([{ from: '09-01', to: '12-01' }], [{ at: '11-01' }])).toEqual(['11-01']);
    expect(endsOf([{ from: '09-01', to: '10-01' }], [{ at: '11-01' }])).toEqual(['10-01']);
  });

  it('end the one that an ending names though it has the end of another', () => {
    expect(endsOf(from('10-01', '09-01'), [{ at: '11-01', names: '09-01' }, { at: '12-01' }])).toEqual(['12-01', '11-01']);
    expect(endsOf([{ from: '09-01', to: '10-15' }, { from: '10-01' }], [{ at: '10-15', names: '09-01' }])).toEqual(['10-15', null]);
  });

  it('do nothing where nothing began', () => {
    expect(endsOf([], [{ at: '11-01' }, { at: '12-01', names: '09-01' }])).toEqual([]);
    expect(endsOf(from('12-01'), [{ at: '11-01' }])).toEqual([null]);
  });
});
