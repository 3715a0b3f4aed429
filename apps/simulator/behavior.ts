import { incidentCategories, type ActionKind, type IncidentCategory } from '#libs/domain';
import { code, isAbsent } from './attendance-codes.js';
import { studentId, type DataOf, type District } from './district.js';
import { leave } from './mobility.js';
import { phase } from './phases.js';
import { draw, drawInt, purpose, type Key } from './random.js';
import { behavior } from './rates.js';
import { out, seat, type Student } from './student-table.js';

const PARTNERS_LOOKED_AT = 12;
/** Incidents a year beyond which nobody's chance goes. */
const MOST_PER_YEAR = 20;

/** In the afternoon: what a student who is there gets into. */
export function misbehave(district: District, student: Student): void {
  if (student.seat !== seat.enrolled || student.today === code.away || isAbsent(student.today)) return;
  if (student.incidents >= behavior.most) return;
  const key = district.keyOfDay(student);
  const chance = draw(key, purpose.incident) * district.calendar.days.length;
  // Most days need no exponential function.
  if (chance >= MOST_PER_YEAR) return;
  if (chance >= (behavior.perYear[student.grade] ?? 0) * Math.exp(behavior.spread * student.temper)) return;
  const incidentId = district.newIncident(district.schoolAt(student.school));
  const category = categoryOf(draw(key, purpose.severity));
  record(district, student, { incidentId, category, key });
  if (draw(key, purpose.partner) >= behavior.withPartner) return;
  const partner = partnerOf(district, student);
  if (partner !== null) record(district, partner, { incidentId, category, key: district.keyOfDay(partner) });
}

interface Incident {
  readonly incidentId: string;
  readonly category: IncidentCategory;
  readonly key: Key;
}

function record(district: District, student: Student, { incidentId, category, key }: Incident): void {
  const subject = studentId(student);
  student.incidents += 1;
  const actions = actionsOf(category, key);
  const data: DataOf<'behavior-recorded'> = {
    studentId: subject,
    schoolId: district.schoolAt(student.school).id,
    schoolYear: district.year,
    incidentId,
    date: district.date,
    category,
    actions,
  };
  district.send('behavior-recorded', subject, data);
  const days = actions.find(({ kind }) => kind === 'out-of-school-suspension')?.days ?? 0;
  if (days > 0) {
    student.outUntil = district.index + 1 + days;
    student.out = out.suspended;
  }
  if (actions.some(({ kind }) => kind === 'expulsion')) expel(district, student);
  else planChange(district, data, key);
}

function expel(district: District, student: Student): void {
  const { person } = student;
  student.outUntil = district.lastIndex + 1;
  student.out = out.suspended;
  district.later(3, phase.roster, () => {
    if (student.person === person && student.seat === seat.enrolled)
      leave(district, student, { exitDate: district.date, reason: 'expelled' });
  });
}

/** On appeal a few records are taken back or softened. */
function planChange(district: District, data: DataOf<'behavior-recorded'>, key: Key): void {
  const chance = draw(key, purpose.incidentChange);
  if (chance >= behavior.retracted + behavior.softened) return;
  const { studentId: subject, schoolYear, incidentId } = data;
  district.later(drawInt(key, purpose.incidentDelay, 1, 5), phase.notes, () => {
    if (chance < behavior.retracted) district.send('behavior-retracted', subject, { studentId: subject, schoolYear, incidentId });
    else district.send('behavior-recorded', subject, { ...data, actions: [{ kind: 'other' }] });
  });
}

function categoryOf(chance: number): IncidentCategory {
  let rest = chance;
  for (const category of incidentCategories) {
    rest -= behavior.categories[category];
    if (rest < 0) return category;
  }
  return 'other';
}

/** What the school did: mostly a talk or detention; the graver the category the more often a suspension. */
function actionsOf(category: IncidentCategory, key: Key): { kind: ActionKind; days?: number }[] {
  const gravity = behavior.gravity[category];
  const days = drawInt(key, purpose.length, 1, category === 'state-offense' ? 5 : 3);
  let rest = draw(key, purpose.action);
  if (category === 'state-offense' && draw(key, purpose.expulsion) < behavior.expulsion) return [{ kind: 'expulsion' }];
  if ((rest -= behavior.outOfSchool * gravity) < 0) return [{ kind: 'out-of-school-suspension', days }];
  if ((rest -= behavior.inSchool * gravity) < 0) return [{ kind: 'in-school-suspension', days }];
  if ((rest -= behavior.removal) < 0) return [{ kind: 'removal' }, { kind: 'other' }];
  if ((rest -= behavior.restraint) < 0) return [{ kind: 'restraint' }];
  return rest < 0.3 ? [{ kind: 'none' }] : [{ kind: 'other' }];
}

/** Somebody of the same community who was there, too. */
function partnerOf(district: District, student: Student): Student | null {
  const from = drawInt(district.keyOfDay(student), purpose.partner, 1, PARTNERS_LOOKED_AT);
  for (let n = 0; n < PARTNERS_LOOKED_AT; n++) {
    const other = district.students.at((student.slot + from + n) % district.students.size);
    if (other.slot === student.slot || other.seat !== seat.enrolled || other.community !== student.community) continue;
    if (other.today !== code.away && !isAbsent(other.today)) return other;
  }
  return null;
}
