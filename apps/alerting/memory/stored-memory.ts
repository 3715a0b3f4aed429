import { AnotherWriterError, type Collection, type CollectionDefinition, type ReadModels } from '#libs/event-sourcing';
import type { AlertingMemory } from './alerting-memory.js';
import { keepPiece, piecesOf, type KeptPiece } from './kept-memory.js';

/**
 * The form of what is stored. To be raised with every change of what alerting remembers or of how it folds that: what stands in another
 * form is not read, and the memory is folded from the log.
 */
const FORM = 2;
/** Characters of pieces in one document, about. */
const PART_LENGTH = 1_000_000;
const HEAD = 'head';

/** Of the head: how many parts there are. */
interface StoredPart {
  readonly form: number;
  /** Everything up to this position of the log is in it. */
  readonly handled: number;
  readonly parts: number;
  readonly pieces: readonly KeptPiece[];
}

const storedMemory: CollectionDefinition = { name: 'alerting.memory', indexes: {} };

/** What alerting goes by, as it stood after a batch: stored with the models, gone with them, and taken only where it is whole. */
export class StoredMemory {
  readonly #documents: Collection<StoredPart>;
  /** Positions of the documents as this process knows them. */
  readonly #positions = new Map<string, number>();
  #pieces = 0;

  constructor(models: ReadModels) {
    this.#documents = models.collection(storedMemory);
  }

  /** How many pieces were stored or taken over last. */
  get pieces(): number {
    return this.#pieces;
  }

  /**
   * Takes over what is stored.
   * @param handled the checkpoint; what was stored after it, before a crash, is of no use.
   * @returns the position up to which everything is in the memory now; 0 where nothing was taken over.
   */
  async load(memory: AlertingMemory, handled: number): Promise<number> {
    const head = await this.#get(HEAD);
    const pieces = head === null ? null : await this.#piecesOf(head);
    if (head === null || pieces === null || head.handled > handled) return 0;
    for (const piece of pieces) keepPiece(memory, piece);
    this.#pieces = pieces.length;
    return head.handled;
  }

  /** @throws AnotherWriterError where somebody else has stored another one meanwhile. */
  async store(memory: AlertingMemory, handled: number): Promise<void> {
    let parts = 0;
    this.#pieces = 0;
    for (const pieces of inParts(piecesOf(memory))) {
      await this.#put(nameOf(parts), { form: FORM, handled, parts: 1, pieces });
      parts += 1;
      this.#pieces += pieces.length;
    }
    await this.#put(HEAD, { form: FORM, handled, parts, pieces: [] });
  }

  /** null where they are of another form, or a part is missing or of another moment. */
  async #piecesOf({ form, handled, parts }: StoredPart): Promise<readonly KeptPiece[] | null> {
    const stored = await Promise.all(Array.from({ length: parts }, (_, index) => this.#get(nameOf(index))));
    const whole = stored.filter((part) => part?.form === form && part.handled === handled);
    return form === FORM && whole.length === parts ? whole.flatMap((part) => part?.pieces ?? []) : null;
  }

  async #get(id: string): Promise<StoredPart | null> {
    const document = await this.#documents.get(id);
    if (document !== null) this.#positions.set(id, document.position);
    return document?.body ?? null;
  }

  async #put(id: string, body: StoredPart): Promise<void> {
    const previous = this.#positions.get(id) ?? (await this.#documents.get(id))?.position ?? null;
    const position = Math.max(body.handled, previous ?? 0);
    const [refused] = await this.#documents.write([{ id, previous, position, body }]);
    if (refused !== undefined) throw new AnotherWriterError(storedMemory.name, `document ${id} was stored by somebody else`);
    this.#positions.set(id, position);
  }
}

function nameOf(part: number): string {
  return `part ${part}`;
}

function* inParts(pieces: Iterable<KeptPiece>): Generator<readonly KeptPiece[]> {
  let part: KeptPiece[] = [];
  let length = 0;
  for (const piece of pieces) {
    part.push(piece);
    length += JSON.stringify(piece).length;
    if (length < PART_LENGTH) continue;
    yield part;
    part = [];
    length = 0;
  }
  if (part.length > 0) yield part;
}
