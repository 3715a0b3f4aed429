import { alertStream, placeAlertStream, type Place } from '#libs/domain';
import type { ReadModels } from '#libs/event-sourcing';
import { alerts, type AlertDocument } from '#libs/views';
import { UnknownAlertError } from './casework.errors.js';

/** An alert of a district by its id. @throws UnknownAlertError */
export async function findAlert(models: ReadModels, district: string, alertId: string): Promise<AlertDocument> {
  const found = (await models.collection<AlertDocument>(alerts).get(alertId))?.body;
  if (found?.district === district) return found;
  throw new UnknownAlertError(`There is no alert ${JSON.stringify(alertId)} in this district.`);
}

/** Whom or what it is about, as far as it decides who may know of it. */
export function placeOf({ studentKey, communityId, schoolId, sectionIds = [] }: AlertDocument): Place {
  return { studentKey, communityId, schoolId, sectionIds };
}

/** The stream that the alert stands in. */
export function streamOf({ district, studentKey, alertId }: AlertDocument): string {
  return studentKey === null ? placeAlertStream(district, alertId) : alertStream(district, studentKey, alertId);
}
