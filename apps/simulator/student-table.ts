export const seat = { vacant: 0, enrolled: 1, gone: 2 } as const;
export const trend = { steady: 0, slips: 1, recovers: 2 } as const;
export const out = { not: 0, ill: 1, suspended: 2 } as const;
export const outcome = { open: 0, promoted: 1, retained: 2, graduated: 3, droppedOut: 4, moved: 5 } as const;

/** Whole numbers of 16 bits. Days are indexes into the year's school days. */
const small = [
  'seat',
  'school',
  'community',
  /** KG is 0. */
  'grade',
  /** Day on which the enrolment (the membership) began; of a vacant seat the day it fell vacant. */
  'enteredOn',
  'joinedOn',
  /** When somebody left whom nobody has missed yet. */
  'goneSince',
  'firstNinthYear',
  /** 1 until the student's profile was sent. */
  'fresh',
  'trend',
  'turn',
  'enrolledDays',
  'absentDays',
  'failed',
  'incidents',
  'outcome',
  'halfCredits',
  /** Out of school before this day, and why. */
  'outUntil',
  'out',
  /** The day's attendance, one of `code`. */
  'today',
] as const;

/** Latent normal numbers: high engagement comes to school, high temper gets into trouble. */
const latent = ['engagement', 'ability', 'frailty', 'temper'] as const;

type Column = 'person' | (typeof small)[number] | (typeof latent)[number];

/** A view of one seat; what is set is kept in the table. `person` is the student's number. */
export type Student = Record<Column, number> & { readonly slot: number };

/**
 * Who sits where: one slot a seat, one typed array a property, about 60 bytes a student, so that a million fit into little
 * memory. A seat that somebody leaves is later taken by somebody else.
 */
export class StudentTable {
  readonly #Seat: new (slot: number) => Student;

  constructor(readonly size: number) {
    class Seat {
      constructor(readonly slot: number) {}
    }
    const columns: [Column, Uint32Array | Int16Array | Float32Array][] = [
      ['person', new Uint32Array(size)],
      ...small.map((name): [Column, Int16Array] => [name, new Int16Array(size)]),
      ...latent.map((name): [Column, Float32Array] => [name, new Float32Array(size)]),
    ];
    for (const [name, column] of columns) {
      Object.defineProperty(Seat.prototype, name, {
        get(this: Seat) {
          return column[this.slot];
        },
        set(this: Seat, value: number) {
          column[this.slot] = value;
        },
      });
    }
    this.#Seat = Seat as unknown as new (slot: number) => Student;
  }

  at(slot: number): Student {
    return new this.#Seat(slot);
  }
}
