import type { SisRecord } from '#libs/domain';
import { staffIdNames, studentIdNames } from '../references/element-names.js';
import { identifier } from '../references/values.js';
import type { StagedElement } from '../staging/staging.js';
import { child, children, textOf, type XmlNode } from '../xml/xml-node.js';
import type { ClaimElement, KindContext } from './kind-context.js';

const TEXT_LENGTH = 500;

interface StudentProfile {
  readonly studentId: string;
  readonly givenName?: string;
  readonly familyName?: string;
}

interface StaffProfile {
  readonly staffId: string;
  readonly name?: string;
  readonly email?: string;
}

export const claimStudent: ClaimElement = ({ node }, { staging }) => {
  const studentId = identifier(textOf(node, ...studentIdNames), 'Student/StudentUniqueStateId', 'student');
  const { given, family } = nameOf(node);
  const value: StudentProfile = { studentId, ...(given && { givenName: given }), ...(family && { familyName: family }) };
  staging.claim({ kind: 'student', key: [studentId], owner: studentId, order: '', value });
};

export const claimStaff: ClaimElement = ({ node, kind }, { staging }) => {
  const staffId = identifier(textOf(node, ...staffIdNames), `${kind}/StaffUniqueStateId`, 'staff');
  const { given, family } = nameOf(node);
  const name = shown([given, family].filter((part) => part !== undefined).join(' '));
  const email = emailOf(node);
  const value: StaffProfile = { staffId, ...(name && { name }), ...(email && { email }) };
  staging.claim({ kind: 'staff', key: [staffId], owner: staffId, order: '', value });
};

/** Names, for the directory only. */
export function* profileRecords(context: KindContext): Generator<SisRecord> {
  for (const profile of context.staging.claims<StudentProfile>('student')) {
    yield context.record('student-profile', profile.studentId, { ...profile });
  }
  for (const profile of context.staging.claims<StaffProfile>('staff')) {
    yield context.record('staff-profile', profile.staffId, { ...profile });
  }
}

/** The student whom an element refers to. */
export function studentOf(element: StagedElement, { interchange }: KindContext): string {
  return identifier(interchange.references.studentIn(element), `${element.kind}/StudentReference`, 'student');
}

/** The member of staff whom an element refers to. */
export function staffOf(element: StagedElement, { interchange }: KindContext): string {
  return identifier(interchange.references.staffIn(element), `${element.kind}/StaffReference`, 'staff');
}

function nameOf(node: XmlNode): { given: string | undefined; family: string | undefined } {
  const name = child(node, 'Name');
  if (name === undefined) return { given: undefined, family: undefined };
  return { given: shown(textOf(name, 'FirstName')), family: shown(textOf(name, 'LastSurname')) };
}

/** The address for work, else the first. */
function emailOf(node: XmlNode): string | undefined {
  const mails = children(node, 'ElectronicMail');
  const work = mails.find((mail) => (mail.attributes?.['EmailAddressType'] ?? textOf(mail, 'ElectronicMailType') ?? '').includes('Work'));
  const [mail] = work === undefined ? mails : [work];
  return mail && shown(textOf(mail, 'EmailAddress', 'ElectronicMailAddress'));
}

/** A text as long as the directory takes it. */
function shown(text: string | undefined): string | undefined {
  return text?.slice(0, TEXT_LENGTH).toWellFormed();
}
