import type { Condition } from '../profiles/profile.js';
import { attendanceDays } from '../status/attendance-days.js';
import { assess, statusRow, type ConditionOutcome, type EvaluationContext, type StatusRow } from '../status/evaluation.js';
import { lentYear, lookBackAt } from '../student-year/earlier-years.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from '../student-year/student-year.state.js';
import { explainAttendance, missingDays, type CountedDays } from './explain-attendance.js';
import { explainRecords, missingMarks } from './explain-records.js';
import { Sources, type Evidence, type SourceEvent } from './evidence.js';

/** One condition with its rule in words and the facts behind its value. */
export interface ExplainedCondition extends ConditionOutcome {
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  /** What would have to be known before it can be judged; null where it is judged. */
  readonly missing: string | null;
  /** Only for attendance: the days that the rate is made of. */
  readonly days?: CountedDays;
}

export interface Explanation {
  readonly row: StatusRow;
  readonly conditions: readonly ExplainedCondition[];
}

export interface ExplainContext extends EvaluationContext {
  readonly year: number;
  /** The student's years before, for rules that look back. */
  readonly earlier?: readonly YearOfEvents[];
}

export interface YearOfEvents {
  readonly year: number;
  /** Those that stand, in the order of the log. */
  readonly events: readonly SourceEvent[];
}

/**
 * A student's status as of a day with the facts behind it.
 * @param events those of the student's year that stand, in the order of the log: see `standingAt`.
 * @returns null where the student has no row on that day.
 */
export function explain(events: readonly SourceEvent[], context: ExplainContext): Explanation | null {
  const { year, earlier = [] } = context;
  const state = studentYearOf({ year, events }, earlier);
  const row = statusRow(state, context);
  if (row === null) return null;
  const rules = assess(state, context)?.milestone?.conditions ?? [];
  const sources = new Map([...earlier, { year, events }].map((each) => [each.year, new Sources(each.events)]));
  return {
    row,
    conditions: row.conditions.flatMap((outcome) => {
      const condition = rules.find(({ name }) => name === outcome.name);
      return condition === undefined
        ? []
        : [{ ...outcome, sentence: condition.sentence, ...behind(condition, outcome, state, { context, sources }) }];
    }),
  };
}

/** A student's year with what it looks back at. */
export function studentYearOf({ year, events }: YearOfEvents, earlier: readonly YearOfEvents[]): StudentYear {
  const state = emptyStudentYear(year);
  for (const { type, data } of events) evolveStudentYear(state, { type, data } as StudentFact);
  lookBackAt(
    state,
    earlier.map((each) => lentYear(studentYearOf(each, []))),
  );
  return state;
}

interface From {
  readonly context: EvaluationContext;
  /** By school year. */
  readonly sources: ReadonlyMap<number, Sources>;
}

const NO_SOURCES = new Sources([]);

function behind(
  { measure, ...condition }: Condition,
  outcome: ConditionOutcome,
  state: StudentYear,
  { context, sources }: From,
): Pick<ExplainedCondition, 'evidence' | 'missing' | 'days'> {
  if (measure.aggregate === 'ratio') {
    const missing = missingDays(condition.name, measure, attendanceDays(measure, state, context));
    return { ...explainAttendance(measure, state, context, sources.get(state.year) ?? NO_SOURCES), missing };
  }
  const evidence = explainRecords(measure, state, context.asOf, sources);
  const isMissing = outcome.result === 'insufficient-data' && measure.of === 'marks';
  return { evidence, missing: isMissing ? missingMarks(measure) : null };
}
