import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { simpleParser, type ParsedMail } from 'mailparser';
import { outgoingMessage } from '#libs/testing';
import { messageKinds, type OutgoingMessage } from '../message.js';
import { composeMail, wireAddress } from './mail.js';

const SENDER = { from: 'Homeroom <homeroom@school.example>', envelopeFrom: 'bounces@school.example' };
const digest = { kind: 'digest', counts: { alert: 1, retraction: 2 } } as const;
const locales = ['en', 'es'] as const;
const everyKind = locales.flatMap((locale) => messageKinds.map((kind) => ({ locale, kind })));

async function mailOf(changes: Partial<OutgoingMessage> = {}): Promise<ParsedMail & { html: string; text: string }> {
  return (await simpleParser(await composeMail(outgoingMessage(changes), SENDER))) as ParsedMail & { html: string; text: string };
}

const toReader = (locale: OutgoingMessage['recipient']['locale']): OutgoingMessage['recipient'] => ({ address: 'a@b.example', locale });

describe('an e-mail', () => {
  it('says the same as text and as HTML, in the language of its reader', async () => {
    const english = await mailOf();
    expect(english.subject).toBe('An alert waits for you in Homeroom');
    for (const form of [english.text, english.html]) {
      expect(form).toContain('Hello Carmen Quiroga,');
      expect(form).toContain('Open the alert in Homeroom');
      expect(form).toContain('https://homeroom.example/alerts/a1');
    }
    const spanish = await mailOf({ severity: 'urgent', recipient: toReader('es') });
    expect(spanish.subject).toBe('Urgente: Hay una alerta para usted en Homeroom');
    for (const form of [spanish.text, spanish.html]) expect(form).toContain('Abrir la alerta en Homeroom');
    expect(spanish.headers.get('content-language')).toBe('es');
  });

  it.each(everyKind)('of kind $kind in $locale has a subject, one heading, and leaves no hole open', async ({ locale, kind }) => {
    const mail = await mailOf({ kind, recipient: toReader(locale) });
    expect(mail.subject).not.toBe('');
    expect(mail.html.match(/<h1/g)).toHaveLength(1);
    for (const form of [mail.subject ?? '', mail.text, mail.html]) expect(form).not.toMatch(/undefined|\{\w+\}|\[object|<%|%>/);
  });

  it('can be read by everybody: language, title, contrast, links that say where they go, and no images', async () => {
    const { html } = await mailOf({ recipient: toReader('es'), ...digest, unsubscribeUrl: 'https://homeroom.example/u' });
    expect(html).toMatch(/^<!doctype html>\s*<html lang="es" dir="ltr">/);
    expect(html).toMatch(/<title>Su resumen de Homeroom<\/title>/);
    expect(html).not.toMatch(/<img|<script|<table|url\(/);
    for (const [, text = ''] of html.matchAll(/<a [^>]*>([^<]*)<\/a>/g)) expect(text.trim().split(' ').length).toBeGreaterThan(2);
    const colors = [...html.matchAll(/[;"]color:(#[0-9a-f]{6})/g)].map(([, color = '']) => color);
    expect(colors.length).toBeGreaterThan(2);
    // WCAG 2.2, 1.4.6: enhanced contrast.
    for (const color of colors) expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(7);
  });

  it('counts in a digest what waits, in words that fit the number', async () => {
    const { text, html } = await mailOf(digest);
    expect(text).toContain('last digest:\n\n- 1 new alert\n- 2 alerts were taken back\n');
    expect(html).toMatch(/<li>1 new alert<\/li>\s*<li>2 alerts were taken back<\/li>/);
    expect((await mailOf({ kind: 'digest' })).text).toContain('Nothing new waits for you.');
  });

  it('says that a program sent it, and a digest how to stop it', async () => {
    const unsubscribeUrl = 'https://homeroom.example/digests/stop?token=x';
    const mail = await composeMail(outgoingMessage({ ...digest, unsubscribeUrl }), SENDER);
    const headers = mail.toString().replaceAll('\r\n ', ' ');
    expect(headers).toContain('\r\nAuto-Submitted: auto-generated\r\n');
    expect(headers).toContain(`\r\nList-Unsubscribe: <${unsubscribeUrl}>\r\n`);
    expect(headers).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    const plain = await composeMail(outgoingMessage({ ...digest, unsubscribeUrl: 'http://localhost:3000/stop' }), SENDER);
    expect(plain.toString()).not.toContain('One-Click');
    expect((await composeMail(outgoingMessage({ unsubscribeUrl }), SENDER)).toString()).not.toContain('List-Unsubscribe:');
  });

  it('is addressed so that every mail server takes it', () => {
    expect(wireAddress('maria@colegio-ñandú.example')).toMatch(/^maria@xn--[a-z0-9-]+\.example$/);
    expect(wireAddress('Maria.A@School.example')).toBe('Maria.A@school.example');
  });

  it('keeps a name a name: no markup and no header comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('<', '>', '"', '&', '\r', '\n', ':', 'Bcc', ' ', 'é', '@', ',', ';', '<%') }),
        async (name) => {
          const recipient = { address: 'a@b.example', locale: 'en', displayName: `${name}<b>x</b>` } as const;
          const mail = await mailOf({ recipient });
          expect(mail.html).not.toContain('<b>');
          expect(
            [mail.to]
              .flat()
              .flatMap((each) => each?.value ?? [])
              .map(({ address }) => address),
          ).toEqual(['a@b.example']);
          expect([...mail.headers.keys()]).not.toContain('bcc');
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** WCAG 2.2, definition of contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
