import type { Profile } from '#libs/domain';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { knownRules, shippedRules, type KnownRules } from './known-rules.js';

interface Asked {
  /** Whose own rules may be meant; default: any district's. */
  readonly district?: string | undefined;
  /** What was given: `--profile`. */
  readonly option: string;
}

/**
 * Rules as a user gave them: a file, which has a slash or ends in .json, or a name for its newest version, or `NAME@VERSION`.
 * @throws UsageError or CommandFailedError
 */
export async function rulesOption(terminal: Terminal, given: string, asked: Asked): Promise<Profile> {
  const isFile = /[/\\]/.test(given) || given.endsWith('.json');
  return isFile ? fileRules(given) : rulesNamed(terminal, given, asked);
}

/** What reads and compares rules is loaded only where that is asked for: most ask for a shipped name. */
async function fileRules(file: string): Promise<Profile> {
  const { readProfile } = await import('./read-profile.js');
  return readProfile(file);
}

/** The data folder is opened only for a name that no shipped rules have. */
async function rulesNamed(terminal: Terminal, given: string, { option, district }: Asked): Promise<Profile> {
  const [name, version] = splitOnce(given, '@');
  const isShipped = shippedRules.some(({ profile }) => profile.name === name);
  const known = isShipped ? shippedRules : await knownRules(terminal, district);
  const ofName = known.filter(({ profile }) => profile.name === name);
  const found = ofName.filter(({ profile }) => profile.version === (version ?? ofName.at(-1)?.profile.version));
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(`${option} ${JSON.stringify(given)} names no rules: expected ${expected(ofName, known)}.`);
  if (others.length > 0 && (await differ([first, ...others]))) {
    const districts = found.map((each) => JSON.stringify(each.district)).join(', ');
    throw new UsageError(`--district is needed, because several have rules of the name ${name} and they differ: ${districts}.`);
  }
  return first.profile;
}

async function differ(rules: readonly KnownRules[]): Promise<boolean> {
  const { canonicalContent } = await import('#libs/contracts');
  return new Set(rules.map(({ profile }) => canonicalContent({ ...profile }))).size > 1;
}

function expected(ofName: readonly KnownRules[], known: readonly KnownRules[]): string {
  if (ofName.length > 0) return ofName.map(({ profile }) => `${profile.name}@${profile.version}`).join(', ');
  return `one of ${[...new Set(known.map(({ profile }) => profile.name))].join(', ')}, or a file such as ./ours.json`;
}

function splitOnce(text: string, by: string): readonly [before: string, after?: string] {
  const place = text.indexOf(by);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + by.length)];
}
