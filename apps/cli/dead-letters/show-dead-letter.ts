import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';
import { deadLetterBy, originInWords } from './find-dead-letters.js';

/** Prints one dead letter with its original, as text as far as it is UTF-8. */
export async function showDeadLetter(terminal: Terminal, id: string, format: 'text' | 'json'): Promise<void> {
  await withFolder(terminal, async ({ directory }) => {
    const letter = await deadLetterBy(directory, id);
    const original = Buffer.from(letter.original);
    if (format === 'json') {
      const shown = isUtf8(original) ? { original: original.toString('utf8') } : { originalBase64: original.toString('base64') };
      return terminal.output.write(`${JSON.stringify({ ...letter, ...shown }, null, 2)}\n`);
    }
    const { reason, message, path, found, district, receivedAt, retriedAt } = letter;
    const lines = [
      ['id', letter.id],
      ['reason', reason],
      ['message', message],
      ['field', path],
      ['found', found],
      ['district', district],
      ['origin', originInWords(letter)],
      ['received', receivedAt],
      ['retried', retriedAt],
    ];
    const text = lines.flatMap(([name = '', value]) => (value === undefined ? [] : [`${name.padEnd(9)} ${value}`])).join('\n');
    await terminal.output.write(`${text}\n\n${original.toString('utf8')}\n`);
  });
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}
