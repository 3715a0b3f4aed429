import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { Output } from './output.js';
import { progressLine } from './progress-line.js';
import { withProgress } from './progress.js';

describe('A line of progress', () => {
  it.each([
    [{ value: 12_000, total: 0, progress: 0, eta: 0 }, 'Replaying 12,000'],
    [{ value: 500, total: 2_000, progress: 0.25, eta: 9 }, `Replaying ${'█'.repeat(5)}${'░'.repeat(15)} 500 of 2,000, 9 s left`],
    [{ value: 1, total: 2, progress: 0.5, eta: 301 }, `Replaying ${'█'.repeat(10)}${'░'.repeat(10)} 1 of 2, 6 min left`],
    [{ value: 0, total: 2, progress: 0, eta: Infinity }, `Replaying ${'░'.repeat(20)} 0 of 2`],
    [{ value: 2, total: 2, progress: 1, eta: 0 }, `Replaying ${'█'.repeat(20)} 2 of 2`],
  ])('says what is done, and what is left where it is known: %j', (shown, line) => {
    expect(progressLine('Replaying', shown)).toBe(line);
  });

  it.each([
    [true, /Replaying/],
    [false, /^$/],
  ])('is for people who watch: %j', async (isTTY, expected) => {
    let text = '';
    const stream = new Writable({ write: (chunk, _, done) => done(void (text += String(chunk))) });
    const errors = new Output(Object.assign(stream, { isTTY }));
    const output = new Output(new Writable());
    const settings = () => Promise.reject(new Error('Not asked for.'));
    const terminal = { errors, output, input: process.stdin, signal: new AbortController().signal, settings };
    await withProgress(terminal, 'Replaying', async (progress) => progress.update(1, 2));
    expect(text).toMatch(expected);
  });
});
