import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The lines of all blocks of a document that are marked so. */
export function commandsIn(document: string, language: 'sh' | 'shell'): string[] {
  const text = readFileSync(resolve(document), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([^`]*)^```$/gm)].flatMap(([, found, block = '']) =>
    found === language ? block.trimEnd().split('\n') : [],
  );
}
