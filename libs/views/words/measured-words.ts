import { assessedSubjects, type Bound, type Condition, type ConditionOutcome, type Measure, type Subject } from '#libs/domain';
import type { Wording } from './wording/wording.js';

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

export function measuredWords(outcome: ConditionOutcome, { measure, passes }: Condition, wording: Wording): MeasuredWords {
  return new Measured(outcome, wording).words(measure, passes);
}

/** One outcome in one language. */
class Measured {
  readonly #outcome: ConditionOutcome;
  readonly #wording: Wording;

  constructor(outcome: ConditionOutcome, wording: Wording) {
    this.#outcome = outcome;
    this.#wording = wording;
  }

  words(measure: Measure, passes: Bound): MeasuredWords {
    const { average, credits } = this.#wording;
    switch (measure.aggregate) {
      case 'ratio':
        return this.#attendance(measure);
      case 'count':
        return this.#counted(measure);
      case 'min':
        return this.#lowestMark(measure);
      case 'mean':
        return this.#figure(average.name, this.#average(passes), average.none);
      case 'sum':
        return this.#figure(credits.name, `${this.#outcome.value}`, credits.none);
    }
  }

  #counted(measure: Extract<Measure, { aggregate: 'count' }>): MeasuredWords {
    switch (measure.of) {
      case 'incidents':
        return this.#incidents(measure);
      case 'assessments':
        return this.#assessments(measure);
      case 'marks':
        return this.#countedMarks(measure);
    }
  }

  /** One subject has one latest test: it is said to be met or not. */
  #assessments({ where: { subjects = assessedSubjects, benchmarkMet } }: Extract<Measure, { of: 'assessments' }>): MeasuredWords {
    const { benchmark } = this.#wording;
    const [value, none] = [Number(this.#outcome.value), { missing: benchmark.none, counts: '' }];
    const where = this.#subjectsOf(subjects);
    if (subjects.length > 1)
      return { ...none, found: benchmark.several(value, where, benchmarkMet), bound: (bound) => this.#atMost(bound) };
    return { ...none, found: benchmark.latest(where, (value !== 0) === benchmarkMet), bound: () => benchmark.met };
  }

  #figure(what: string, value: string, missing: string, unit = ''): MeasuredWords {
    return {
      found: `${what} ${value}${unit}`,
      missing,
      counts: '',
      bound: (bound) => `${this.#comparison(bound)} ${bound.value}${unit}`,
    };
  }

  /** Averages come rounded: one that fails must not read as the figure that is needed. */
  #average(passes: Bound): string {
    const { value, result } = this.#outcome;
    return result === 'fail' && value === passes.value ? this.#wording.average.justBelow(`${value}`) : `${value}`;
  }

  #attendance({ minimum }: Extract<Measure, { aggregate: 'ratio' }>): MeasuredWords {
    const { present, enrolled, value } = this.#outcome;
    const { name, unknown, tooEarly, present: presentOf } = this.#wording.attendance;
    if (present === undefined || enrolled === undefined) return this.#figure(name, `${value}`, unknown, ' %');
    // Cut and not rounded: 89.96 % must not read as 90.0 % where 90 % is needed.
    const percent = enrolled === 0 ? 0 : Math.floor((1000 * present) / enrolled) / 10;
    return { ...this.#figure(name, `${percent}`, tooEarly(enrolled, minimum), ' %'), counts: presentOf(present, enrolled) };
  }

  #incidents({ where: { actions, categories = [] } }: Extract<Measure, { of: 'incidents' }>): MeasuredWords {
    const { exclusionary, reportable, conduct, unknown } = this.#wording.incidents;
    const ofCategories = categories.includes('state-offense') ? reportable : conduct;
    const said = actions === undefined ? ofCategories : exclusionary;
    return { found: said(Number(this.#outcome.value)), missing: unknown, counts: '', bound: (bound) => this.#atMost(bound) };
  }

  #countedMarks({ where }: Extract<Measure, { of: 'marks'; aggregate: 'count' }>): MeasuredWords {
    const { marks } = this.#wording;
    const [subjects, final] = [this.#subjectsOf(where.subjects), where.final === true];
    return {
      found: marks.counted(`${this.#outcome.value}`, where.letters.join('/'), subjects, final),
      missing: marks.none(subjects, final),
      counts: '',
      bound: (bound) => this.#atMost(bound),
    };
  }

  #lowestMark(measure: Extract<Measure, { aggregate: 'min' }>): MeasuredWords {
    const { marks, bounds } = this.#wording;
    const subjects = this.#subjectsOf(measure.where.subjects);
    const isLetter = measure.value === 'letter';
    return {
      found: marks.lowest(subjects, `${this.#outcome.value}${isLetter ? '' : ' %'}`),
      missing: marks.none(subjects, false),
      counts: '',
      bound: (bound) => (isLetter ? bounds.letter(`${bound.value}`) : `${this.#comparison(bound)} ${bound.value} %`),
    };
  }

  #subjectsOf(subjects: readonly Subject[] | undefined): string {
    const { subjects: names, anySubject, or } = this.#wording;
    if (subjects === undefined) return anySubject;
    const words = subjects.map((subject) => names[subject]);
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${or} ${words.at(-1)}`;
  }

  #atMost(bound: Bound): string {
    return bound.value === 0 && bound.inclusive ? this.#wording.bounds.none : `${this.#comparison(bound)} ${bound.value}`;
  }

  #comparison({ comparison: way, inclusive }: Bound): string {
    const { atLeast, moreThan, atMost, fewerThan } = this.#wording.bounds;
    if (way === 'at-least') return inclusive ? atLeast : moreThan;
    return inclusive ? atMost : fewerThan;
  }
}
