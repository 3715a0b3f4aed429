/**
 * Chance without a generator's state: every draw is a hash of a key, so that one student's or one day's draws never depend
 * on what was drawn before, nor on how many others there are.
 */
export type Key = number;

/** Bound once: looked up on the global object they cost most of a draw where a test runner puts a realm around the modules. */
const { imul, floor, sqrt, log, cos, PI } = Math;

/** lowbias32 (hash-prospector, public domain): a bijection of 32 bits with good avalanche. */
function scramble(value: number): number {
  let x = value;
  x = imul(x ^ (x >>> 16), 0x7feb352d);
  x = imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** The key of a sub-stream: of a student, a school, a day. */
export function keyOf(parent: Key, part: number): Key {
  return scramble(scramble(parent) ^ imul((part + 0x9e3779b9) | 0, 0x85ebca6b));
}

/** A number in [0, 1) for one purpose under a key. */
export function draw(key: Key, purpose: number): number {
  return (keyOf(key, purpose) >>> 0) / 4_294_967_296;
}

/** A whole number in [low, high] for one purpose under a key. */
export function drawInt(key: Key, purpose: number, low: number, high: number): number {
  return low + floor(draw(key, purpose) * (high - low + 1));
}

/** A standard normal number for one purpose under a key (Box-Muller). */
export function drawNormal(key: Key, purpose: number): number {
  const sub = keyOf(key, purpose);
  return sqrt(-2 * log(1 - draw(sub, 1))) * cos(2 * PI * draw(sub, 2));
}

/** One entry of a list for one purpose under a key. */
export function pick<T>(key: Key, purpose: number, list: readonly T[]): T {
  const entry = list[floor(draw(key, purpose) * list.length)];
  if (entry === undefined) throw new RangeError('Nothing to pick from.');
  return entry;
}

/** What is drawn for: every use has its own number, so that no two share a draw. */
export const purpose = {
  student: 1,
  school: 2,
  community: 3,
  staff: 4,
  day: 5,
  year: 6,
  engagement: 11,
  ability: 12,
  frailty: 13,
  temper: 14,
  trend: 15,
  turn: 16,
  given: 17,
  family: 18,
  attribute: 19,
  learner: 23,
  group: 20,
  advocate: 21,
  noShow: 22,
  mobility: 31,
  mobilityDelay: 32,
  noticedLate: 34,
  returning: 33,
  absence: 41,
  illness: 42,
  illnessLength: 43,
  called: 44,
  note: 45,
  noteDelay: 46,
  mistake: 47,
  mistakeDelay: 48,
  tardy: 49,
  early: 50,
  portion: 56,
  late: 51,
  cut: 52,
  cutPeriod: 55,
  oldAfterNew: 53,
  submission: 54,
  incident: 61,
  severity: 62,
  action: 63,
  expulsion: 68,
  length: 64,
  partner: 65,
  incidentChange: 66,
  incidentDelay: 67,
  mark: 71,
  markNoise: 72,
  markDelay: 73,
  markChange: 74,
  markChangeDelay: 75,
  /** And 82 for the second subject. */
  assessment: 81,
  survey: 83,
  outcome: 91,
  diploma: 92,
  calendar: 101,
  wave: 102,
  turnover: 103,
  taking: 104,
  size: 105,
  duplicate: 111,
  duplicateLength: 114,
  delay: 112,
  delayLength: 113,
} as const;
