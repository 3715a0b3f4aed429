import type { Subject } from '../mapping/vocabulary.js';
import type { CourseLookup } from '../references/courses.js';
import type { Section } from '../references/sections.js';

/** The course of a section, by its offering. */
export function courseOf(section: Section): CourseLookup {
  return section.offering?.course ?? { found: null, id: undefined };
}

/** The course under which a mark is kept: one that is not found keeps the id given, else the section's code, with subject other. */
export function keptCourse(course: CourseLookup, section: Section | undefined): { courseId: string | undefined; subject: Subject } {
  return course.found ?? { courseId: course.id ?? section?.code, subject: 'other' };
}
