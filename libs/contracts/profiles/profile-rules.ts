import { baseRank, type Bound, type Condition, type Milestone, type Profile } from '#libs/domain';

interface Check<T> {
  readonly value: T;
  readonly issues: { push(issue: { code: 'custom'; path: PropertyKey[]; message: string; input: unknown }): void };
}

/** Each grade has one milestone at most, and each milestone and condition one name. */
export function checkGrades({ value, issues }: Check<Pick<Profile, 'milestones'>>): void {
  const names = new Set<string>();
  const milestones = new Map<string, string>();
  value.milestones.forEach(({ name, grades }, index) => {
    if (names.has(name)) add(issues, ['milestones', index, 'name'], `milestone "${name}" is there already: give it another name`, name);
    names.add(name);
    grades.forEach((grade, place) => {
      const other = milestones.get(grade);
      const message = `grade ${grade} already has the milestone "${other}": a grade has one milestone only`;
      if (other !== undefined) add(issues, ['milestones', index, 'grades', place], message, grade);
      milestones.set(grade, name);
    });
  });
}

/** Names are unique, and in each grade something is asked for all year and of everybody. */
export function checkConditions({ value, issues }: Check<Pick<Milestone, 'grades' | 'conditions'>>): void {
  const names = new Set<string>();
  value.conditions.forEach(({ name, grades }, index) => {
    if (names.has(name)) add(issues, ['conditions', index, 'name'], `condition "${name}" is there already: give it another name`, name);
    names.add(name);
    grades?.forEach((grade, place) => {
      if (value.grades.includes(grade)) return;
      add(
        issues,
        ['conditions', index, 'grades', place],
        `grade ${grade} is not one of the milestone: leave it out here or name it there`,
        grade,
      );
    });
  });
  const always = value.conditions.filter(({ due, measure }) => due === undefined && measure.of !== 'assessments');
  const without = value.grades.filter((grade) => !always.some(({ grades }) => grades === undefined || grades.includes(grade)));
  if (without.length === 0) return;
  const message = `in grade ${without.join(', ')} every condition has a due day or is of benchmark tests, so nothing may be asked: add one without`;
  add(issues, ['conditions'], message, value.conditions);
}

/** Bounds are of the kind that their measure has, within its range, and the clear one lies beyond the passing one. */
export function checkBounds({ value, issues }: Check<Omit<Condition, 'name' | 'sentence'>>): void {
  const { measure, passes, clear } = value;
  const ofLetters = measure.aggregate === 'min' && measure.value === 'letter';
  for (const [field, bound] of Object.entries({ passes, clear })) {
    if (bound === undefined) continue;
    const message =
      typeof bound.value === 'number' ? problemOfNumber(bound.value, measure, ofLetters) : problemOfLetter(bound.value, ofLetters);
    if (message !== null) add(issues, [field, 'value'], message, bound.value);
  }
  const message = clear === undefined ? null : problemOfClear(passes, clear);
  if (message !== null) add(issues, ['clear'], message, clear);
}

/** Of earlier years final marks are kept at hand only: what is interim there is over. */
export function checkYears({ value: { measure }, issues }: Check<Pick<Condition, 'measure'>>): void {
  if (measure.aggregate !== 'sum' || measure.years === undefined || measure.where.final === true) return;
  const message = 'credits of all school years are those of final marks: give "final": true';
  add(issues, ['measure', 'where', 'final'], message, measure.where.final);
}

function problemOfLetter(letter: string, ofLetters: boolean): string | null {
  if (!ofLetters) return 'a letter is a bound only for the lowest letter of marks: give a number';
  return letter.length === 1 ? null : 'a bound is compared without + or -: give A, B, C, D or F';
}

function problemOfNumber(value: number, measure: Condition['measure'], ofLetters: boolean): string | null {
  if (ofLetters) return 'the lowest letter of marks has a letter as its bound: give A, B, C, D or F';
  const [least, most] = rangeOf(measure);
  if (value < least || value > most) return `expected a number from ${least} to ${most}`;
  return Number.isInteger(Math.round(value * 1e6) / 1e4) ? null : 'expected at most two decimals';
}

const MOST_COUNTED = 1_000;

function rangeOf(measure: Condition['measure']): readonly [least: number, most: number] {
  switch (measure.aggregate) {
    case 'ratio':
    case 'min':
      return [0, 100];
    case 'mean':
      return [0, 4];
    case 'count':
    case 'sum':
      return [0, MOST_COUNTED];
  }
}

function problemOfClear(passes: Bound, clear: Bound): string | null {
  if (clear.comparison !== passes.comparison) return 'expected the same comparison as in passes';
  const [first, second] = [heightOf(passes), heightOf(clear)];
  if (first === null || second === null) return null;
  const isBeyond = passes.comparison === 'at-least' ? second > first : second < first;
  return isBeyond ? null : 'expected a stricter bound than passes: else nothing is close to the line';
}

/** Larger is better for letters too; null where a letter is compared to a number, which is a problem of its own. */
function heightOf({ value }: Bound): number | null {
  return typeof value === 'number' ? value : -baseRank(value);
}

function add(issues: Check<unknown>['issues'], path: PropertyKey[], message: string, input: unknown): void {
  issues.push({ code: 'custom', path, message, input });
}
