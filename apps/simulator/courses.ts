import type { Subject } from '#libs/domain';
import { FIRST_SECTIONED_GRADE } from './attendance-codes.js';

export interface Course {
  readonly code: string;
  readonly subject: Subject;
}

const core: readonly Course[] = [
  { code: 'ELA', subject: 'ela' },
  { code: 'MATH', subject: 'math' },
  { code: 'SCI', subject: 'science' },
  { code: 'SOC', subject: 'social-science' },
];
/** One course a period. */
const secondary: readonly Course[] = [...core, { code: 'LANG', subject: 'other' }, { code: 'ARTS', subject: 'other' }];
const none: readonly Course[] = [];

/** Kindergarten has no marks; grades 1 to 5 have the four core subjects, later grades six courses. */
export function coursesOf(grade: number): readonly Course[] {
  if (grade >= FIRST_SECTIONED_GRADE) return secondary;
  return grade === 0 ? none : core;
}

export function courseId(course: Course, grade: number): string {
  return `${course.code}-${String(grade).padStart(2, '0')}`;
}
