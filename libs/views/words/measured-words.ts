import { assessedSubjects, type Bound, type Condition, type ConditionOutcome, type Measure, type Subject } from '#libs/domain';

/** What a condition measures, for sentences. */
export interface MeasuredWords {
  /** What was found, for example `Attendance 88.9 %`. */
  readonly found: string;
  /** What to say where nothing could be measured. */
  readonly missing: string;
  /** A bound, for example `at least 90 %`. */
  readonly bound: (bound: Bound) => string;
  /** The counts behind the figure; empty where there are none. */
  readonly counts: string;
}

const subjectWords: Readonly<Record<Subject, string>> = {
  ela: 'English language arts',
  math: 'math',
  science: 'science',
  'social-science': 'social science',
  other: 'other subjects',
};

export function measuredWords(outcome: ConditionOutcome, { measure, passes }: Condition): MeasuredWords {
  switch (measure.aggregate) {
    case 'ratio':
      return attendance(outcome, measure);
    case 'count':
      return counted(outcome, measure);
    case 'min':
      return lowestMark(outcome, measure);
    case 'mean':
      return figure('Grade point average', averageWords(outcome, passes), 'No mark yet for a grade point average');
    case 'sum':
      return figure('Credits earned:', `${outcome.value}`, 'No credits posted yet');
  }
}

function counted(outcome: ConditionOutcome, measure: Extract<Measure, { aggregate: 'count' }>): MeasuredWords {
  switch (measure.of) {
    case 'incidents':
      return incidents(outcome, measure);
    case 'assessments':
      return assessments(outcome, measure);
    case 'marks':
      return countedMarks(outcome, measure);
  }
}

/** One subject has one latest test: it is said to be met or not. */
function assessments({ value }: ConditionOutcome, { where }: Extract<Measure, { of: 'assessments' }>): MeasuredWords {
  const { subjects = assessedSubjects, benchmarkMet } = where;
  const [met, none] = [benchmarkMet ? 'met' : 'not met', { missing: 'No benchmark test is given', counts: '' }];
  if (subjects.length > 1) return { ...none, found: `${value} latest benchmark tests ${met} in ${subjectsOf(subjects)}`, bound: atMost };
  const isMet = (value !== 0) === benchmarkMet;
  return { ...none, found: `Latest benchmark test in ${subjectsOf(subjects)} ${isMet ? 'met' : 'not met'}`, bound: () => 'met' };
}

function figure(what: string, value: string, missing: string, unit = ''): MeasuredWords {
  return { found: `${what} ${value}${unit}`, missing, counts: '', bound: (bound) => `${comparison(bound)} ${bound.value}${unit}` };
}

/** Averages come rounded: one that fails must not read as the figure that is needed. */
function averageWords({ value, result }: ConditionOutcome, passes: Bound): string {
  return result === 'fail' && value === passes.value ? `just below ${value}` : `${value}`;
}

function attendance({ present, enrolled, value }: ConditionOutcome, { minimum }: Extract<Measure, { aggregate: 'ratio' }>): MeasuredWords {
  if (present === undefined || enrolled === undefined) return figure('Attendance', `${value}`, 'Attendance is not known yet', ' %');
  // Cut and not rounded: 89.96 % must not read as 90.0 % where 90 % is needed.
  const percent = enrolled === 0 ? 0 : Math.floor((1000 * present) / enrolled) / 10;
  const missing = `Attendance cannot be judged yet: ${days(enrolled)} counted, ${minimum} are needed`;
  return { ...figure('Attendance', `${percent}`, missing, ' %'), counts: `present ${present} of ${days(enrolled)}` };
}

function incidents({ value }: ConditionOutcome, { where }: Extract<Measure, { of: 'incidents' }>): MeasuredWords {
  const count = Number(value);
  const plural = count === 1 ? '' : 's';
  const what =
    where.actions === undefined ? categoryWords(where.categories ?? [], plural) : `incident${plural} with suspension or expulsion`;
  return { found: `${count} ${what}`, missing: 'Discipline is not known yet', counts: '', bound: atMost };
}

function categoryWords(categories: readonly string[], plural: string): string {
  return categories.includes('state-offense') ? `offense${plural} reportable to the state` : `conduct offense${plural}`;
}

function countedMarks({ value }: ConditionOutcome, measure: Extract<Measure, { of: 'marks'; aggregate: 'count' }>): MeasuredWords {
  const { letters, subjects, final } = measure.where;
  const kind = `${final === true ? 'final ' : ''}${letters.join('/')} marks in ${subjectsOf(subjects)}`;
  return {
    found: `${value} ${kind}`,
    missing: `No ${final === true ? 'final ' : ''}mark yet in ${subjectsOf(subjects)}`,
    counts: '',
    bound: atMost,
  };
}

function lowestMark({ value }: ConditionOutcome, measure: Extract<Measure, { aggregate: 'min' }>): MeasuredWords {
  const where = subjectsOf(measure.where.subjects);
  const isLetter = measure.value === 'letter';
  return {
    found: `Lowest current mark in ${where} is ${value}${isLetter ? '' : ' %'}`,
    missing: `No mark yet in ${where}`,
    counts: '',
    bound: (bound) => (isLetter ? `${bound.value} or better` : `${comparison(bound)} ${bound.value} %`),
  };
}

function subjectsOf(subjects: readonly Subject[] | undefined): string {
  if (subjects === undefined) return 'any subject';
  const words = subjects.map((subject) => subjectWords[subject]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function atMost(bound: Bound): string {
  return bound.value === 0 && bound.inclusive ? 'none' : `${comparison(bound)} ${bound.value}`;
}

function comparison({ comparison: way, inclusive }: Bound): string {
  if (way === 'at-least') return inclusive ? 'at least' : 'more than';
  return inclusive ? 'at most' : 'fewer than';
}

function days(count: number): string {
  return `${count} day${count === 1 ? '' : 's'}`;
}
