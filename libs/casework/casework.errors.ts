/** No alert of the district has that id. */
export class UnknownAlertError extends Error {
  override readonly name = 'UnknownAlertError';
}

/** The district has no records of the student. */
export class UnknownStudentError extends Error {
  override readonly name = 'UnknownStudentError';
}

/** Nothing that holds that day gives this member of staff a reason to see whom it is about. */
export class NoAccessError extends Error {
  override readonly name = 'NoAccessError';
}
