import type { EdfiMapping } from './edfi-mapping.js';

/** The words of the Ed-Fi 1.0 interchange as they are read where a district says nothing else. */
export const defaultEdfiMapping: EdfiMapping = {
  gradeLevels: {
    'First grade': '01',
    'Second grade': '02',
    'Third grade': '03',
    'Fourth grade': '04',
    'Fifth grade': '05',
    'Sixth grade': '06',
    'Seventh grade': '07',
    'Eighth grade': '08',
    'Ninth grade': '09',
    'Tenth grade': '10',
    'Eleventh grade': '11',
    'Twelfth grade': '12',
    Kindergarten: 'KG',
    'Transitional Kindergarten': 'KG',
    'Preschool/Prekindergarten': 'PK',
    'Early Education': 'PK',
    'Infant/toddler': 'PK',
  },
  exits: [
    { contains: ['expelled', 'involuntarily'], reason: 'expelled' },
    { contains: ['other credentials'], reason: 'graduated', diploma: 'other' },
    { contains: ['graduated'], reason: 'graduated', diploma: 'regular' },
    { contains: ['did not meet all graduation requirements'], reason: 'other', diploma: 'none' },
    { contains: ['dropped out', 'dropout', 'discontinued schooling'], reason: 'dropped-out' },
    { contains: ['transferred', 'different public school', 'another school', 'private', 'home school', 'charter'], reason: 'transferred' },
  ],
  instructionalEvents: ['Instructional day', 'Make-up day', 'Student late arrival/early dismissal'],
  attendance: {
    ignoredTypes: ['Program Attendance', 'Extracurricular Attendance'],
    categories: [
      { category: 'Tardy', status: 'tardy' },
      { category: 'Early departure', status: 'early-departure' },
      { category: 'In Attendance', status: 'present' },
      { category: 'In-School Suspension', status: 'present' },
      { category: 'Excused Absence', status: 'absent-excused' },
      { category: 'Out-of-School Suspension', status: 'absent-excused' },
      { category: 'Unexcused Absence', status: 'absent-unexcused' },
      { category: 'Absence', status: 'absent-unexcused' },
    ],
    affirmativeCategory: 'In Attendance',
  },
  subjects: {
    areas: [
      { subject: 'ela', areas: ['English Language and Literature', 'English', 'ELA', 'Reading', 'Critical Reading', 'Writing'] },
      { subject: 'math', areas: ['Mathematics'] },
      { subject: 'science', areas: ['Science', 'Life and Physical Sciences'] },
      { subject: 'social-science', areas: ['Social Studies', 'Social Sciences and History'] },
    ],
    titleWords: [
      { subject: 'math', words: ['math', 'mathematics'] },
      { subject: 'ela', words: ['english', 'ela', 'reading', 'writing', 'literature'] },
      { subject: 'science', words: ['science'] },
      { subject: 'social-science', words: ['history', 'social studies'] },
    ],
  },
  marks: {
    finalTypes: ['Final', 'Semester'],
    interimTypes: ['Grading Period', 'Mid-Term Grade', 'Progress Report'],
    ignoredTypes: ['Exam', 'Conduct'],
    letterBands: [
      { from: 90, letter: 'A' },
      { from: 80, letter: 'B' },
      { from: 70, letter: 'C' },
      { from: 60, letter: 'D' },
      { from: 0, letter: 'F' },
    ],
    failedResult: 'Fail',
    summerTerms: ['Summer Semester'],
    termKinds: [
      { contains: 'six weeks', kind: 'progress' },
      { contains: 'nine weeks', kind: 'quarter' },
      { contains: 'quarter', kind: 'quarter' },
      { contains: 'trimester', kind: 'trimester' },
      { contains: 'semester', kind: 'semester' },
      { contains: 'year', kind: 'year' },
    ],
  },
  discipline: {
    kinds: [
      { kind: 'in-school-suspension', equals: ['iss'], contains: ['in school suspension'] },
      { kind: 'expulsion', equals: [], contains: ['expulsion', 'expel'] },
      { kind: 'out-of-school-suspension', equals: ['oss'], contains: ['suspension'] },
    ],
    bystanders: ['Victim', 'Witness', 'Reporter'],
    categories: [
      { category: 'state-offense', contains: ['state offense', 'state law'] },
      { category: 'school-violation', contains: ['school violation'] },
      { category: 'code-of-conduct', contains: ['code of conduct'] },
    ],
  },
  staff: {
    classifications: [
      { role: 'administrator', words: ['principal', 'administrator'] },
      { role: 'counselor', words: ['counselor'] },
    ],
    openFrom: '1900-01-01',
  },
  communityTypes: null,
};
