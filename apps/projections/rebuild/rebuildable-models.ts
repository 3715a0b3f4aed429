import type { ReadModel, ReadModels } from '#libs/event-sourcing';
import { StartError } from '#libs/service';
import { careOfStudents, feeds, followThrough } from '#libs/views';
import { documentProjectionNames } from '../document-projections.js';
import { COMMUNITIES } from '../communities/community.names.js';
import { FOLLOW_THROUGH, FOLLOW_THROUGH_SUMS } from '../follow-through/follow-through.names.js';
import { ON_TRACK } from '../on-track/on-track.names.js';

/** The read model of students and their communities, whose statuses are recorded as well. */
export const STUDENTS = 'students';

/**
 * Counted up where a document of before cannot stand beside those that this program folds: the next start folds it anew. Form 2 of the
 * students names marks by course, form 3 keeps the daily counts of their communities short; form 2 of the feeds counts by kind what was superseded and when the last came.
 */
const forms: Readonly<Record<string, number>> = { [STUDENTS]: 3, [feeds.name]: 2 };

/** Everything that can be folded anew, in the order in which it is. */
export const rebuildableModels: readonly ReadModel[] = [
  { name: STUDENTS, stems: [ON_TRACK, STUDENTS, COMMUNITIES] },
  ...documentProjectionNames.filter((name) => name !== FOLLOW_THROUGH).map((name) => ({ name, stems: [name] })),
  { name: followThrough.name, stems: [FOLLOW_THROUGH, FOLLOW_THROUGH_SUMS, followThrough.name, careOfStudents.name] },
].map((model) => ({ ...model, form: forms[model.name] ?? 1 }));

/** Names the checkpoint of a read model, of all its shards. */
export function checkpointOf({ stems }: ReadModel): string {
  return stems[0] ?? '';
}

/** The read models were folded by a program that is newer than this one. */
export class NewerFormError extends StartError {
  override readonly name = 'NewerFormError';
}

/** Those that another program has folded whose documents had another form. @throws NewerFormError */
export async function outdatedModels(models: ReadModels): Promise<readonly ReadModel[]> {
  const outdated: ReadModel[] = [];
  for (const model of rebuildableModels) {
    const form = await models.versions.form(model.name);
    if (form > model.form) {
      throw new NewerFormError(
        `The read model ${model.name} was folded by a newer Homeroom (form ${form}, this one knows ${model.form}): ` +
          'start that version, or give homeroom rebuild with this one.',
      );
    }
    if (form < model.form) outdated.push(model);
  }
  return outdated;
}
