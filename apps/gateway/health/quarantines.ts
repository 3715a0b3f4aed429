import type { QuarantinedDocument } from '#libs/contracts';
import { readQuarantine, ReadModels, type Collection, type Quarantine } from '#libs/event-sourcing';
import { documentCollections, students, type StudentDocument } from '#libs/views';
import { Injectable } from '@nestjs/common';

const MOST = 1_000;

/** Everything that stands in quarantine. */
@Injectable()
export class Quarantines {
  readonly #models: ReadModels;
  readonly #students: Collection<StudentDocument>;

  constructor(models: ReadModels) {
    this.#models = models;
    this.#students = models.collection(students);
  }

  async all(): Promise<QuarantinedDocument[]> {
    const { documents } = await this.#students.find({ index: 'byQuarantine', equals: [1], limit: MOST });
    const found = documents.flatMap(({ id, body: { quarantined } }) => (quarantined === null ? [] : shown(students.name, id, quarantined)));
    for (const { name } of documentCollections) {
      for (const [id, quarantine] of await readQuarantine(this.#models, name)) found.push(...shown(name, id, quarantine));
    }
    return found;
  }
}

function shown(collection: string, document: string, { position, type, reason }: Quarantine): QuarantinedDocument[] {
  return [{ collection, document, position, type, reason }];
}
