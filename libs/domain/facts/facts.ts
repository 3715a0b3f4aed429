import type { NoticePreferences, ProfileAdopted, TriggersAdopted } from './decisions.js';

/**
 * What the district's system said, as it stands in the log: flat, without names, free text or the district's own ids of people.
 * Dates are local school dates `YYYY-MM-DD`. The stream says whose fact it is and, for students and schools, which school year.
 */
export const gradeLevels = ['PK', 'KG', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const;
export type GradeLevel = (typeof gradeLevels)[number];

export const attendanceStatuses = ['present', 'absent-excused', 'absent-unexcused', 'tardy', 'early-departure'] as const;
export type AttendanceStatus = (typeof attendanceStatuses)[number];

export const attendanceTakings = ['affirmative', 'exception-only'] as const;
/** Affirmative: every student has a record every day. Exception-only: no record on a submitted day means present. */
export type AttendanceTaking = (typeof attendanceTakings)[number];

export const subjects = ['ela', 'math', 'science', 'social-science', 'other'] as const;
export type Subject = (typeof subjects)[number];

/** Subjects that benchmark tests are given in. */
export const assessedSubjects = ['ela', 'math'] as const;
export type AssessedSubject = (typeof assessedSubjects)[number];

export const termKinds = ['progress', 'quarter', 'trimester', 'semester', 'year'] as const;
export const markOrigins = ['grade', 'transcript'] as const;
export const withdrawalReasons = ['graduated', 'transferred', 'dropped-out', 'expelled', 'other'] as const;
export const diplomas = ['regular', 'other', 'none'] as const;
export const incidentCategories = ['state-offense', 'school-violation', 'code-of-conduct', 'other'] as const;
export type IncidentCategory = (typeof incidentCategories)[number];

export const actionKinds = [
  'in-school-suspension',
  'out-of-school-suspension',
  'expulsion',
  'removal',
  'restraint',
  'seclusion',
  'other',
  'none',
] as const;
export type ActionKind = (typeof actionKinds)[number];

export const staffRoles = ['advocate', 'teacher', 'counselor', 'lead', 'administrator', 'data-contact'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Facts of one student in one school year (stream `student-...`). */
export interface StudentFacts {
  'student-enrolled': { schoolId: string; gradeLevel: GradeLevel; entryDate: string; firstNinthGradeYear?: number };
  'enrollment-retracted': { schoolId: string; entryDate: string };
  'student-withdrawn': {
    schoolId: string;
    /** First day no longer enrolled. */
    exitDate: string;
    /** Which enrolment it ends; else the latest one at that school that began before. */
    entryDate?: string;
    reason: (typeof withdrawalReasons)[number];
    diploma?: (typeof diplomas)[number];
  };
  'withdrawal-retracted': { schoolId: string; exitDate: string };
  'community-joined': {
    communityId: string;
    date: string;
    /** When the membership really began, where it goes on from an earlier school year; default `date`. */
    since?: string;
  };
  'community-membership-retracted': { communityId: string; date: string };
  'community-left': { communityId: string; date: string; joinedOn?: string };
  'community-leaving-retracted': { communityId: string; date: string };
  'section-joined': { schoolId: string; sectionId: string; date: string; courseId?: string; subject?: Subject };
  'section-membership-retracted': { sectionId: string; date: string };
  'section-left': { schoolId: string; sectionId: string; date: string; joinedOn?: string };
  'section-leaving-retracted': { sectionId: string; date: string };
  'attendance-recorded': {
    schoolId: string;
    date: string;
    /** None: the whole day. */
    sectionId?: string;
    status: AttendanceStatus;
    /** 0 to 1; shown, not counted by the shipped profiles. */
    portionAbsent?: number;
  };
  'attendance-retracted': { date: string; sectionId?: string };
  'grade-posted': {
    schoolId: string;
    courseId: string;
    subject: Subject;
    termId: string;
    termKind: (typeof termKinds)[number];
    termEnd: string;
    /** From when the mark counts; default `termEnd`. */
    markedOn?: string;
    origin?: (typeof markOrigins)[number];
    letter?: string;
    /** 0 to 100. */
    percent?: number;
    gradePoints?: number;
    creditsAttempted?: number;
    creditsEarned?: number;
    core?: boolean;
    summer?: boolean;
    final: boolean;
  };
  'grade-retracted': { courseId: string; termId: string; origin?: (typeof markOrigins)[number] };
  'behavior-recorded': {
    schoolId: string;
    incidentId: string;
    date: string;
    category: IncidentCategory;
    actions: readonly { kind: ActionKind; days?: number }[];
  };
  'behavior-retracted': { incidentId: string };
  'assessment-recorded': { assessmentId: string; subject: AssessedSubject; date: string; benchmarkMet: boolean };
  'assessment-retracted': { assessmentId: string };
}

/** Facts of one school in one school year (stream `school-...`). */
export interface SchoolFacts {
  'calendar-published': {
    firstDay: string;
    lastDay: string;
    /** Left out only where a source has no calendar but takes attendance affirmatively: then any day with a record counts. */
    instructionalDays?: readonly string[];
    attendanceTaking: AttendanceTaking;
  };
  'calendar-retracted': Record<never, never>;
  'attendance-submitted': { date: string };
  'attendance-submission-retracted': { date: string };
}

/** Facts of one community (stream `community-...`). */
export interface CommunityFacts {
  'community-defined': {
    schoolId: string;
    schoolYear: number;
    name: string;
    theme?: string;
    /** Most students it is meant for; default 400. */
    sizeLimit?: number;
    gradeLevels?: readonly GradeLevel[];
  };
  'community-retracted': { schoolYear: number };
  'belonging-surveyed': { schoolYear: number; date: string; invited: number; responded: number; belonging: number };
  'survey-retracted': { date: string };
  'profile-adopted': ProfileAdopted;
  'triggers-adopted': TriggersAdopted;
}

/** Facts of one member of staff (stream `staff-...`); exactly one target. `studentKey` stands for the wire's `studentId`. */
export interface StaffFacts {
  'staff-assigned': AssignmentTarget & { role: StaffRole; from: string; to?: string };
  'assignment-retracted': AssignmentTarget & { role: StaffRole; from: string };
  'staff-unassigned': AssignmentTarget & { role: StaffRole; to: string };
  'unassignment-retracted': AssignmentTarget & { role: StaffRole; to: string };
  'staff-leave-recorded': {
    from: string;
    /** First day back; left out: not known yet. */
    to?: string;
    /** Who stands in; left out: the next in line is told instead. The wire's `substituteId`. */
    substituteKey?: string;
  };
  'staff-leave-retracted': { from: string };
  /** How one person wants to be told; the latest one stands. A decision of that person, not a record of the district's system. */
  'notice-preferences-set': NoticePreferences;
}

export interface AssignmentTarget {
  communityId?: string;
  studentKey?: string;
  sectionId?: string;
  schoolId?: string;
}

/** Facts of the district itself (stream `district-...`). */
export interface DistrictFacts {
  /** Moves the district's day; written by one clock only. */
  'school-day-started': { date: string };
  /** An hour of the district's day begins, 0 to 23 at its place; written by the same clock, for days that have started only. */
  'school-hour-started': { date: string; hour: number };
  'profile-adopted': ProfileAdopted;
  'triggers-adopted': TriggersAdopted;
  /** An import of everything a source holds has ended; `time` is the instant its records carry. An older one is refused from then on. */
  'records-imported': { source: string; time: string };
}

/** Two ids of one student were found to be one person (stream `identity-...` of the old key). */
export interface IdentityFacts {
  'student-identified-as': { newKey: string };
  'identity-retracted': Record<never, never>;
}
