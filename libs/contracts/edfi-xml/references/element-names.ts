/** Names that the dialects of the interchange give to one thing: Ed-Fi 1.0 first, then those of later data standards. */
export const studentIdNames = ['StudentUniqueStateId', 'StudentUniqueId'] as const;
export const staffIdNames = ['StaffUniqueStateId', 'StaffUniqueId', 'TeacherUniqueStateId'] as const;
export const organizationIdNames = [
  'StateOrganizationId',
  'SchoolId',
  'EducationOrganizationId',
  'LocalEducationAgencyId',
  'EducationServiceCenterId',
  'StateEducationAgencyId',
] as const;
export const organizationCodeNames = ['EducationOrgIdentificationCode', 'EducationOrganizationIdentificationCode'] as const;
export const organizationElements = [
  'EducationOrganization',
  'School',
  'LocalEducationAgency',
  'EducationServiceCenter',
  'StateEducationAgency',
] as const;
export const parentReferences = [
  'ParentEducationAgencyReference',
  'LocalEducationAgencyReference',
  'EducationServiceCenterReference',
  'StateEducationAgencyReference',
] as const;
export const organizationReferences = [
  'SchoolReference',
  'EducationOrgReference',
  'EducationOrganizationReference',
  'EducationalOrgReference',
  'ResponsibilitySchoolReference',
] as const;
