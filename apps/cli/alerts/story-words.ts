import type { AlertStory, AlertStoryStep, SourceEvent } from '#libs/casework';
import type { HeldBy } from '#libs/domain';
import { stepWords } from './step-words.js';

/** The story of an alert in lines to be read from top to bottom. */
export function storyWords({ alert, steps, contacts }: AlertStory, reasons: readonly string[]): string[] {
  const { alertId, studentKey, communityId, schoolId, rule, severity = 'warning', state, schoolYear } = alert;
  const about = studentKey === null ? (communityId === null ? `school ${schoolId}` : `community ${communityId}`) : `student ${studentKey}`;
  return [
    `Alert ${alertId} about ${about}: ${state}`,
    `Trigger ${rule} (${severity}) of ${setWords(alert)}, school year ${schoolYear}`,
    ...reasons.map((reason) => `  ${reason}`),
    '',
    ...steps.flatMap(linesOf),
    ...(contacts.length === 0 ? [] : ['', 'Contacts with the student since then']),
    ...contacts.map(({ date, kind, staff }) => `  ${date} ${kind} by ${staff}`),
  ];
}

function setWords({ triggerSet, triggerSetVersion }: AlertStory['alert']): string {
  return triggerSet === undefined ? 'a set that is not recorded' : `set ${triggerSet} version ${triggerSetVersion ?? '?'}`;
}

function linesOf(step: AlertStoryStep): string[] {
  const { at, event, causes, access = [], deliveries = [] } = step;
  const isNews = !['alert-routed.v1', 'alert-notified.v1'].includes(event.type);
  return [
    `${moment(at)} ${stepWords(event)}`,
    ...(isNews ? causes.map((cause) => `    because of ${causeWords(cause)}`) : []),
    ...access.map(({ staff, role, through, standsInFor }) => {
      const substitute = standsInFor === undefined ? '' : `, in the place of ${standsInFor}, who is on leave`;
      return `    ${staff} is ${role} of the ${through} that day${substitute}`;
    }),
    ...heldWords(event),
    ...deliveries.map(({ at: then, type, data }) => `    ${moment(then)} ${type.replace(/\.v\d+$/, '')} ${detailsOf(data)}`.trimEnd()),
  ];
}

const whyHeld: Readonly<Record<HeldBy, string>> = {
  severity: 'it is only for notice',
  'cool-down': 'one like it has ended a short while ago',
  budget: 'enough interruptions that day',
  'quiet-hours': 'quiet hours',
  'no-school-day': 'no school that day',
  wave: 'one signal tells of the whole community',
  ending: 'an end can wait',
};

function heldWords(event: AlertStoryStep['event']): string[] {
  if (event.type !== 'alert-notified.v1') return [];
  const { push, heldBy } = event.data;
  if (push === 'now') return ['    interrupts at once'];
  return push === 'digest' && heldBy !== undefined ? [`    waits for the next digest: ${whyHeld[heldBy]}`] : [];
}

/** Values of the source as they are: this is where a figure can be traced to what the SIS said. */
function causeWords({ type, position, recordedAt, knownAt, source, data }: SourceEvent): string {
  const said = [knownAt === null ? null : `known ${knownAt}`, source === null ? null : `from ${source}`].filter((part) => part !== null);
  const from = said.length === 0 ? '' : ` (${said.join(', ')})`;
  const what = type === 'on-track-status-changed.v1' ? `${String(data['previous'])} to ${String(data['status'])}` : detailsOf(data);
  return `${type.replace(/\.v\d+$/, '')} ${what}${from}, recorded ${moment(recordedAt)} as event ${position}`;
}

function detailsOf(data: Readonly<Record<string, unknown>>): string {
  return Object.entries(data)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function moment(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}
