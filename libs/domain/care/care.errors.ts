/** What cannot be said of the contacts with a student as they stand. */
export abstract class CareRefusal extends Error {}

/** A contact of a day that has not come yet. */
export class ContactDateError extends CareRefusal {
  override readonly name = 'ContactDateError';
}

/** A contact that nobody has recorded. */
export class UnknownContactError extends CareRefusal {
  override readonly name = 'UnknownContactError';
}

/** The id belongs to a contact that says something else. */
export class OtherContactError extends CareRefusal {
  override readonly name = 'OtherContactError';
}

/** What was taken back stays so. */
export class ContactTakenBackError extends CareRefusal {
  override readonly name = 'ContactTakenBackError';
}
