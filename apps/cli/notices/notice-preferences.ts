import { readPreferences, setPreferences } from '#libs/casework';
import { ImpossiblePreferencesError, type NoticePreferences } from '#libs/domain';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { districtOf } from '../folder/districts.js';
import { keyOf } from '../folder/person-keys.js';
import { withFolder } from '../folder/with-folder.js';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { textOption } from '../terminal/values.js';

interface PreferencesCommand {
  readonly staff: string;
  readonly digestHour?: number | undefined;
  /** `FROM-TO`. */
  readonly quiet?: string | undefined;
  readonly budget?: number | undefined;
  readonly mailedDigests?: 'on' | 'off' | undefined;
  readonly by?: string | undefined;
  readonly district?: string | undefined;
}

/** Sets how a member of staff is told, or shows it where nothing is given. @throws UsageError */
export async function noticePreferences(terminal: Terminal, { staff: id, district: given, ...asked }: PreferencesCommand): Promise<void> {
  const preferences = preferencesIn(asked);
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const staff = await keyOf(embedded, { district, kind: 'staff', id });
    if (preferences === null) return terminal.output.write(inWords(await readPreferences(embedded.store, { district, staff })));
    const changed = await setPreferences(embedded, { district, staff }, preferences).catch((error: unknown) => {
      throw error instanceof ImpossiblePreferencesError ? new UsageError(error.message, { cause: error }) : error;
    });
    await bringUpToDate(terminal, embedded);
    await terminal.output.write(changed ? inWords(preferences) : 'Nothing has changed: that stood already.\n');
  });
}

/** null: nothing is to be set. */
function preferencesIn({ by, ...asked }: Omit<PreferencesCommand, 'staff' | 'district'>): NoticePreferences | null {
  const { digestHour, quiet, budget, mailedDigests } = asked;
  if (Object.values(asked).every((value) => value === undefined)) {
    if (by !== undefined)
      throw new UsageError('--by says who sets something: say --digest-hour, --quiet, --budget or --mailed-digests with it.');
    return null;
  }
  return {
    ...(digestHour !== undefined && { digestHour }),
    ...(budget !== undefined && { dailyBudget: budget }),
    ...(quiet !== undefined && { quietHours: hoursIn(quiet) }),
    ...(mailedDigests !== undefined && { mailedDigests: mailedDigests === 'on' }),
    ...(by !== undefined && { by: textOption('--by', by) }),
  };
}

function hoursIn(text: string): NonNullable<NoticePreferences['quietHours']> {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from: Number(from), to: Number(to) };
  throw new UsageError(`--quiet ${JSON.stringify(text)} is no span of hours: expected the first and the end, for example 17-8.`);
}

function inWords({ digestHour, dailyBudget, quietHours, mailedDigests = true, by }: NoticePreferences): string {
  const lines = [
    ['Digest', digestHour === undefined ? null : `at ${digestHour}`],
    ['Digests by e-mail', mailedDigests ? 'yes' : 'no, in the inbox only'],
    ['Interruptions a day', dailyBudget === undefined ? null : `at most ${dailyBudget}`],
    ['Quiet hours besides those of the district', quietHours === undefined ? 'none' : `${quietHours.from}-${quietHours.to}`],
    ['Set by', by ?? null],
  ];
  return lines
    .flatMap(([what, said]) => (what === 'Set by' && said === null ? [] : `${what}: ${said ?? 'as the district has it'}\n`))
    .join('');
}
