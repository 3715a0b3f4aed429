import { explainAlert, UnknownAlertError, type AlertStory } from '#libs/casework';
import { ProblemError } from '#libs/service';

/** All that is known of an alert. @throws ProblemError where there is no such alert. */
export async function storyOfAlert(parts: Parameters<typeof explainAlert>[0], district: string, alertId: string): Promise<AlertStory> {
  try {
    return await explainAlert(parts, district, alertId);
  } catch (error) {
    if (error instanceof UnknownAlertError) throw new ProblemError(404, error.message);
    throw error;
  }
}
