import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import type { OutgoingMessage } from '../message.js';
import { english } from './wording/english.js';
import { spanish } from './wording/spanish.js';
import { filledIn, type Wording } from './wording/wording.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const wordings: Readonly<Record<OutgoingMessage['recipient']['locale'], Wording>> = { en: english, es: spanish };
const htmlTemplates = new Eta({ autoEscape: true });
const textTemplates = new Eta({ autoEscape: false });
const html = htmlTemplates.compile(templateNamed('message.html.eta'));
const text = textTemplates.compile(templateNamed('message.txt.eta'));

/** What a message says, in the language of its reader, as plain text and as HTML that says the same. */
export function mailText(message: OutgoingMessage): MailText {
  const view = viewOf(message, wordings[message.recipient.locale]);
  return {
    subject: view.subject,
    text: `${text
      .call(textTemplates, view)
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()}\n`,
    html: html.call(htmlTemplates, view),
  };
}

function viewOf(message: OutgoingMessage, wording: Wording) {
  const { kind, severity, recipient, links, unsubscribeUrl } = message;
  const { subject, heading, body } = wording.notices[kind];
  const { displayName } = recipient;
  return {
    locale: wording.locale,
    subject: severity === 'urgent' ? filledIn(wording.urgentSubject, { subject }) : subject,
    heading,
    greeting: displayName === undefined ? wording.greetingWithoutName : filledIn(wording.greeting, { name: displayName }),
    body,
    counts: kind === 'digest' ? countsOf(message, wording) : [],
    severity: wording.severities[severity],
    links: links.map(({ to, url }) => ({ url, text: wording.links[to] })),
    privacy: wording.privacy,
    automatic: wording.automatic,
    unsubscribe: unsubscribeUrl === undefined ? null : { url: unsubscribeUrl, text: wording.unsubscribe },
  };
}

function countsOf({ counts = {} }: OutgoingMessage, wording: Wording): readonly string[] {
  const plural = new Intl.PluralRules(wording.locale);
  const kinds = Object.keys(wording.counts) as (keyof Wording['counts'])[];
  const lines = kinds.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    const form = plural.select(count) === 'one' ? 'one' : 'other';
    return count === 0 ? [] : [filledIn(wording.counts[kind][form], { count: count.toLocaleString(wording.locale) })];
  });
  return lines.length === 0 ? [wording.nothingWaits] : lines;
}

function templateNamed(file: string): string {
  return readFileSync(new URL(`./templates/${file}`, import.meta.url), 'utf8');
}
