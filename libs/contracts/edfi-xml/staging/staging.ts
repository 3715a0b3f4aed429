import type { PackedNode, XmlNode } from '../xml/xml-node.js';

/** An element as it was read: where it stands, and itself. */
export interface StagedElement {
  /** Reading order over all files. */
  readonly sequence: number;
  readonly kind: string;
  /** Number of the file. */
  readonly file: number;
  readonly line: number;
  readonly node: XmlNode;
}

export interface ReadElement {
  readonly kind: string;
  readonly file: number;
  readonly line: number;
  readonly content: PackedNode;
}

/** One thing that an element says, under its natural key: the later in reading order replaces the earlier. */
export interface Claim<Value> {
  readonly kind: string;
  readonly key: readonly (string | number)[];
  /** Whose it is, for `claimsOf`. */
  readonly owner: string;
  /** Emitted in ascending order of this text, then of the key. */
  readonly order: string;
  readonly value: Value;
}

/** One attendance event with its references resolved. */
export interface AttendanceRow {
  readonly student: string;
  readonly date: string;
  /** Empty: the whole day. */
  readonly section: string;
  /** Place in the precedence of categories; the first stands. */
  readonly rank: number;
  /** The event's own school; empty where it names none. */
  readonly school: string;
  /** The school to write into the record. */
  readonly recordSchool: string;
  readonly sequence: number;
}
