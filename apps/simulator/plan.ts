import type { AttendanceTaking } from '#libs/domain';
import { communityNames, themes } from './names.js';
import type { Settings } from './options.js';
import { draw, keyOf, pick, purpose, type Key } from './random.js';
import { community as size, school as schoolSize } from './rates.js';

/** Grades are counted from 0 (KG) to 12. */
export interface School {
  readonly index: number;
  readonly id: string;
  readonly lowest: number;
  readonly highest: number;
  readonly taking: AttendanceTaking;
  /** Indexes into the communities of the plan. */
  readonly communities: readonly number[];
}

export interface Community {
  readonly index: number;
  readonly id: string;
  readonly school: School;
  readonly name: string;
  readonly theme: string;
  /** Members it is planned for. */
  readonly seats: number;
  readonly sizeLimit: number;
  readonly advocates: number;
}

/** Schools and communities of a district: the same in all years. */
export interface Plan {
  readonly schools: readonly School[];
  readonly communities: readonly Community[];
}

interface Level {
  readonly letter: string;
  readonly lowest: number;
  readonly highest: number;
  readonly perSchool: number;
}

const GRADES = 13;
const LIMIT_ROOM = 1.12;

/** @throws RangeError when as many communities cannot each have 60 to 450 of so many students. */
export function planOf(settings: Settings, seed: Key): Plan {
  const wanted = settings.communities ?? Math.max(1, Math.round(settings.students / size.average));
  const levels = levelsFor(wanted);
  const counts = shares(levels, wanted);
  const schools: School[] = [];
  const communities: Community[] = [];
  let seated = 0;
  levels.forEach((level, index) => {
    const last = index === levels.length - 1;
    const students = last ? settings.students - seated : Math.round((settings.students * gradesOf(level)) / GRADES);
    seated += students;
    const seats = seatsOf(students, counts[index] ?? 1, keyOf(keyOf(seed, purpose.size), index));
    addLevel({ level, seats, students, settings, seed }, schools, communities);
  });
  checkSizes(communities, settings);
  return { schools, communities: withOneOverItsLimit(communities) };
}

function levelsFor(communities: number): readonly Level[] {
  if (communities === 1) return [{ letter: 'S', lowest: 0, highest: 12, perSchool: Infinity }];
  if (communities === 2) {
    return [
      { letter: 'E', lowest: 0, highest: 6, perSchool: Infinity },
      { letter: 'H', lowest: 7, highest: 12, perSchool: Infinity },
    ];
  }
  return [
    { letter: 'E', lowest: 0, highest: 5, perSchool: schoolSize.elementary },
    { letter: 'M', lowest: 6, highest: 8, perSchool: schoolSize.middle },
    { letter: 'H', lowest: 9, highest: 12, perSchool: schoolSize.high },
  ];
}

function gradesOf(level: Level): number {
  return level.highest - level.lowest + 1;
}

/** Communities for each level: at least one, the rest by largest remainder. */
function shares(levels: readonly Level[], communities: number): number[] {
  const exact = levels.map((level) => (communities * gradesOf(level)) / GRADES);
  const counts = exact.map((share) => Math.max(1, Math.floor(share)));
  while (counts.reduce((sum, count) => sum + count, 0) < communities) {
    const rest = exact.map((share, index) => share - (counts[index] ?? 0));
    const next = rest.indexOf(Math.max(...rest));
    counts[next] = (counts[next] ?? 0) + 1;
  }
  return counts;
}

/** Seats of each community: about equal, together exactly the students. */
function seatsOf(students: number, communities: number, key: Key): number[] {
  const weights = Array.from({ length: communities }, (_, index) => 0.9 + 0.2 * draw(key, index));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let seated = 0;
  return weights.map((weight) => {
    before += weight;
    const seats = Math.round((students * before) / total) - seated;
    seated += seats;
    return seats;
  });
}

interface LevelPlan {
  readonly level: Level;
  readonly seats: readonly number[];
  readonly students: number;
  readonly settings: Settings;
  readonly seed: Key;
}

function addLevel({ level, seats, students, settings, seed }: LevelPlan, schools: School[], communities: Community[]): void {
  const count = Math.min(seats.length, Math.max(1, Math.round(students / level.perSchool)));
  for (let n = 0; n < count; n++) {
    const from = Math.floor((n * seats.length) / count);
    const to = Math.floor(((n + 1) * seats.length) / count);
    const first = communities.length;
    const { attendanceTaking } = settings;
    const school: School = {
      index: schools.length,
      id: `${level.letter}${String(n + 1).padStart(2, '0')}`,
      lowest: level.lowest,
      highest: level.highest,
      taking: attendanceTaking === 'mixed' ? (schools.length % 2 === 0 ? 'exception-only' : 'affirmative') : attendanceTaking,
      communities: seats.slice(from, to).map((_, offset) => first + offset),
    };
    schools.push(school);
    for (const places of seats.slice(from, to)) communities.push(communityOf(school, communities.length, places, seed));
  }
}

function communityOf(school: School, index: number, seats: number, seed: Key): Community {
  const key = keyOf(keyOf(seed, purpose.community), index);
  return {
    index,
    id: `${school.id}-C${school.communities.indexOf(index) + 1}`,
    school,
    name: `${pick(key, 1, communityNames)} House`,
    theme: pick(key, 2, themes),
    seats,
    sizeLimit: Math.ceil((seats * LIMIT_ROOM) / 10) * 10,
    advocates: Math.max(1, Math.round(seats / size.advocateFor)),
  };
}

function checkSizes(communities: readonly Community[], { students, communities: given }: Settings): void {
  if (students < size.least) return;
  const wrong = communities.find(({ seats }) => seats < size.least || seats > size.most);
  if (wrong === undefined) return;
  throw new RangeError(
    `communities is ${given ?? communities.length} for ${students} students, which would make one of ${wrong.seats}: ` +
      `expected ${size.least} to ${size.most} students each, so about ${Math.round(students / size.average)} communities.`,
  );
}

/** The largest community has grown a little beyond what it is meant for. */
function withOneOverItsLimit(communities: readonly Community[]): readonly Community[] {
  const most = Math.max(...communities.map(({ seats }) => seats));
  const largest = communities.findIndex(({ seats }) => seats === most);
  return communities.map((each, index) =>
    index === largest ? { ...each, sizeLimit: Math.max(1, Math.floor((most * 0.97) / 5) * 5) } : each,
  );
}
