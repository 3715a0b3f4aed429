import {
  attendance,
  calendarDate,
  course,
  element,
  enrolment,
  fields,
  grade,
  gradingPeriod,
  offering,
  organization,
  section,
  session,
  transcript,
} from '#libs/testing';
import type { Chance } from '../torture/chance.js';
import { hostileJson } from './hostile-json.js';
import { changedText } from './mutated-json.js';

/** What XML 1.0 cannot hold. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g;
const LEAF = /<([A-Za-z]+)>([^<]*)<\/\1>/g;

const kinds: readonly ((chance: Chance) => string)[] = [
  (chance) => enrolment({ student: student(chance), exit: date(chance) }),
  (chance) => enrolment({ student: student(chance), grade: chance.pick(['Ninth grade', 'Sixth grade']) }),
  (chance) => attendance({ student: student(chance), date: date(chance), category: chance.pick(['In Attendance', 'Unexcused Absence']) }),
  (chance) => attendance({ student: student(chance), date: date(chance), section: ['A', 'S1'] }),
  (chance) => calendarDate('A', date(chance)),
  (chance) => grade({ student: student(chance), letter: chance.pick(['A', 'F']) }),
  (chance) => transcript({ student: student(chance) }),
  (chance) => element('Student', fields({ StudentUniqueStateId: student(chance) })),
  () => organization('A'),
  () => session(),
  () => gradingPeriod('A', 'First', '2011-09-01', '2011-10-14'),
  () => course('A', 'M1'),
  () => offering('A', 'O1', 'M1'),
  () => section('A', 'S1', 'O1'),
  (chance) => element('Unknown', student(chance)),
];

const changes: readonly ((leaf: string, name: string, text: string, chance: Chance) => string)[] = [
  () => '',
  (leaf) => leaf + leaf,
  (_, name, text, chance) => element(name, xmlText(changedText(text, chance))),
  (_, name, __, chance) => element(name, xmlText(hostileJson(chance).slice(0, 5_000))),
  (_, name, text) => element(`${name}Reference`, text),
  (_, name, text) => element(name, element('Nested'.repeat(3), text)),
  (_, name, text) => element(name, `<Deep>`.repeat(25), text, '</Deep>'.repeat(25)),
];

/** A well-formed element of an Ed-Fi interchange of which one or two things are different. */
export function mutatedElement(chance: Chance): string {
  let xml = chance.pick(kinds)(chance);
  for (let left = chance.between(0, 2); left > 0; left--) {
    const leaves = [...xml.matchAll(LEAF)].filter(([leaf]) => leaf !== xml);
    if (leaves.length === 0) return xml;
    const [leaf, name = '', text = ''] = chance.pick(leaves);
    xml = xml.replace(leaf, () => chance.pick(changes)(leaf, name, text, chance));
  }
  return xml;
}

function student(chance: Chance): string {
  return `s${chance.between(1, 60)}`;
}

function date(chance: Chance): string {
  return `2011-${chance.pick(['09', '10', '11'])}-${chance.between(10, 28)}`;
}

function xmlText(text: string): string {
  return text.replaceAll(ILLEGAL, '?').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
