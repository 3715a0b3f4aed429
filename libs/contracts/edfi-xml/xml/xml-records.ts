import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { XmlNode } from './xml-node.js';
import { XmlFileError } from './xml-file-error.js';
import { xmlText } from './xml-text.js';

/** One element directly below a file's root. */
export interface XmlRecord {
  readonly node: XmlNode;
  /** Where its start tag ends. */
  readonly line: number;
  /** True where the element is over the limit: then `node` is only its beginning. */
  readonly tooLarge: boolean;
}

/** Largest record, in characters of names and text: the limit of a body. */
export const MAX_RECORD_CHARACTERS = 256 * 1024;
const MAX_DEPTH = 64;
/** Longest stretch without the end of a tag: text, a comment or a document type that would not fit in memory. */
const MAX_STRETCH = 4 * 1024 * 1024;

/**
 * Gives each element below the root of a file to `take`, one at a time: memory does not grow with the file.
 * @throws XmlFileError where the file is no well-formed XML, has a document type, or is not of its encoding.
 */
export async function readXmlRecords(path: string, take: (record: XmlRecord) => void): Promise<void> {
  // Six handlers at most: with a seventh the parser's object loses V8's fast properties, and all of it runs five times slower.
  const parser = new SaxesParser({ xmlns: true, position: false });
  const builder = new RecordBuilder(take);
  let stretch = 0;
  parser.on('opentag', (tag) => {
    stretch = 0;
    if (!builder.open(tag, parser.line)) fail(`elements nested deeper than ${MAX_DEPTH}`, parser.line);
  });
  parser.on('text', (text) => builder.text(text));
  parser.on('cdata', (text) => builder.text(text));
  parser.on('closetag', () => {
    stretch = 0;
    builder.close();
  });
  parser.on('doctype', () => fail('has a document type (DOCTYPE), which is not accepted: remove it', parser.line));
  parser.on('error', (error) => fail(error.message, parser.line));
  for await (const text of xmlText(path)) {
    stretch += text.length;
    parser.write(text);
    if (stretch > MAX_STRETCH) fail(`${MAX_STRETCH / 1024 / 1024} MiB without a tag`, parser.line);
  }
  parser.close();
}

function fail(reason: string, line: number): never {
  throw new XmlFileError(reason, line);
}

interface Building {
  name: string;
  attributes: Record<string, string> | null;
  text: string;
  children: Building[];
}

/** Builds one record at a time from the events of the parser. */
class RecordBuilder {
  private readonly stack: Building[] = [];
  private depth = 0;
  private line = 0;
  private size = 0;

  constructor(private readonly take: (record: XmlRecord) => void) {}

  /** False where the element is nested too deep. */
  open(tag: SaxesTagNS, line: number): boolean {
    this.depth += 1;
    if (this.depth === 1) return true;
    if (this.depth === 2) {
      this.line = line;
      this.size = 0;
    }
    this.size += tag.local.length;
    const element: Building = { name: tag.local, attributes: this.attributesOf(tag), text: '', children: [] };
    if (this.size <= MAX_RECORD_CHARACTERS) this.stack.at(-1)?.children.push(element);
    this.stack.push(element);
    return this.depth <= MAX_DEPTH;
  }

  text(text: string): void {
    const element = this.stack.at(-1);
    if (element === undefined) return;
    const room = MAX_RECORD_CHARACTERS - this.size;
    this.size += text.length;
    if (room > 0) element.text += text.slice(0, room);
  }

  close(): void {
    this.depth -= 1;
    const element = this.stack.pop();
    if (element === undefined) return;
    element.text = element.children.length > 0 ? '' : element.text.trim();
    if (this.stack.length === 0) this.take({ node: element, line: this.line, tooLarge: this.size > MAX_RECORD_CHARACTERS });
  }

  private attributesOf(tag: SaxesTagNS): Record<string, string> | null {
    let attributes: Record<string, string> | null = null;
    for (const name in tag.attributes) {
      const { prefix, local, value } = tag.attributes[name] ?? { prefix: 'xmlns', local: '', value: '' };
      if (prefix === 'xmlns' || name === 'xmlns') continue;
      this.size += local.length + value.length;
      attributes ??= {};
      attributes[local] = this.size <= MAX_RECORD_CHARACTERS ? value : '';
    }
    return attributes;
  }
}
