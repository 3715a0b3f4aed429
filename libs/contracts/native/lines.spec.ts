import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fc } from '@fast-check/jest';
import { readLines, type Line } from './lines.js';
import { parseLine } from './parse-line.js';

async function linesOf(chunks: Iterable<Uint8Array | string>, limit?: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const group of readLines(asStream(chunks), limit)) lines.push(...group);
  return lines;
}

async function* asStream<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in buffers that something still refers to. */
function memoryHeld(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

const textOf = ({ number, bytes }: Line): [number, string] => [number, Buffer.from(bytes).toString()];

describe('lines', () => {
  it('are the same wherever the chunks end, whatever the line breaks', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r\n', ' '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(9)), async (content, cuts) => {
        const bytes = Buffer.from(content);
        const chunks: Uint8Array[] = [];
        let start = 0;
        for (const cut of cuts) chunks.push(bytes.subarray(start, (start += cut)));
        chunks.push(bytes.subarray(start));
        const expected = content
          .split('\n')
          .map((line, index): [number, string] => [index + 1, line.endsWith('\r') ? line.slice(0, -1) : line])
          .filter(([, line]) => line.trim() !== '');
        expect((await linesOf(chunks)).map(textOf)).toEqual(expected);
      }),
    );
  });

  it('need no line break at the end, and are none in an empty file', async () => {
    expect((await linesOf(['{}\n{}'])).map(textOf)).toEqual([
      [1, '{}'],
      [2, '{}'],
    ]);
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf(['\n', '\r\n', ''])).toEqual([]);
  });

  it('over the limit are told once, with their length and hash, and the rest flows', async () => {
    const long = 'x'.repeat(11);
    const expected = [
      { number: 1, bytes: Buffer.from('x'.repeat(10)) },
      { number: 2, bytes: Buffer.from(long), overLong: { length: 11, hash: createHash('sha256').update(long).digest('hex') } },
      { number: 3, bytes: Buffer.from('y') },
      { number: 4, bytes: Buffer.from(`${long}x`), overLong: { length: 12, hash: createHash('sha256').update(`${long}x`).digest('hex') } },
    ];
    const text = `${'x'.repeat(10)}\r\n${long}\ny\n${long}x`;
    for (const chunks of [[text], [...text]]) {
      const lines = await linesOf(chunks, 10);
      expect(lines.map((line) => ({ ...line, bytes: Buffer.from(line.bytes) }))).toEqual(expected);
    }
  });

  it('of any length pass in flat memory', async () => {
    const chunk = Buffer.alloc(1 << 20, 'x');
    const before = memoryHeld();
    let most = 0;
    function* endless(): Generator<Uint8Array> {
      for (let chunks = 0; chunks < 300; chunks++) {
        yield Buffer.from(chunk);
        if (chunks % 30 === 0) most = Math.max(most, memoryHeld() - before);
      }
    }
    const [line] = await linesOf(endless());
    expect(line?.overLong?.length).toBe(300 << 20);
    expect(line?.bytes.length).toBe(4096);
    expect(line?.bytes.buffer.byteLength).toBeLessThan(100_000);
    expect(most).toBeLessThan(100 << 20);
  });

  it('that are over the limit, no UTF-8 or no JSON are one refusal each', async () => {
    const lines = await linesOf(['{}\n', Buffer.from([0xff, 0x0a]), `${'x'.repeat(300_000)}\n`, '\ufeff{"type":"x"}\n', '{']);
    expect(lines.map((line) => parseLine(line)).map((result) => (result.ok ? 'ok' : result.refusal.reason))).toEqual([
      'schema-violation',
      'unparseable',
      'too-large',
      'unknown-type',
      'unparseable',
    ]);
  });
});
