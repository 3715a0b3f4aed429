import { describe, expect, it } from '@jest/globals';
import { addressIn } from './mail-settings.js';
import { publicUrlOf } from './public-url.js';
import { ConfigurationError, describeSettings, readSettings } from './configuration.js';

const noFile = '/nonexistent/.env';

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({}, noFile)).toMatchObject({ HOMEROOM_DATA_DIR: './.homeroom', PORT: 3000, HOST: '127.0.0.1' });
  });

  it('are refused by name, with what was found and what is expected', () => {
    expect(() => readSettings({ PORT: 'eighty' }, noFile)).toThrow(/PORT: found "eighty", expected .*HTTP port/);
    expect(() => readSettings({ HOMEROOM_TIME_ZONE: 'Mars/Olympus' }, noFile)).toThrow(/"Mars\/Olympus", expected an IANA time zone/);
    expect(() => readSettings({ EVENT_STORE_URL: 'postgres://x' }, noFile)).toThrow(/sqlite:PATH, memory: or esdb:/);
  });

  it('are refused all at once', () => {
    expect(() => readSettings({ PORT: '-1', LOG_LEVEL: 'loud' }, noFile)).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('of the product must be known', () => {
    expect(() => readSettings({ HOMEROOM_DATADIR: 'x' }, noFile)).toThrow(ConfigurationError);
  });

  it('of Kafka fit together', () => {
    const brokers = 'kafka-1:9092, kafka-2.example.org:9092';
    expect(readSettings({ KAFKA_BROKERS: brokers }, noFile)).toMatchObject({
      KAFKA_BROKERS: brokers,
      KAFKA_GROUP_ID: 'homeroom-ingestion',
    });
    expect(() => readSettings({ KAFKA_BROKERS: 'kafka' }, noFile)).toThrow(/"kafka", expected host:port/);
    expect(() => readSettings({ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u' }, noFile)).toThrow(
      /KAFKA_SASL_PASSWORD: found .*MECHANISM is set/,
    );
    expect(() => readSettings({ KAFKA_SASL_PASSWORD: 'hunter2' }, noFile)).toThrow(/masked, expected no value without/);
    expect(() => readSettings({ KAFKA_SASL_MECHANISM: 'gssapi' }, noFile)).toThrow(/KAFKA_SASL_MECHANISM: found "gssapi"/);
  });

  it.each([
    [{ MAIL_FROM: 'Homeroom <nobody>' }, /MAIL_FROM: found "Homeroom <nobody>", expected an address, or Name <address>/],
    [{ MAIL_FROM: 'A\r\nBcc: x@school.example <a@school.example>' }, /MAIL_FROM/],
    [{ MAIL_ENVELOPE_FROM: 'Bounces <b@school.example>' }, /MAIL_ENVELOPE_FROM: .*expected an e-mail address/],
    [{ SMTP_URL: 'mail.school.example:25', MAIL_FROM: 'a@school.example' }, /SMTP_URL: found a value that is masked, expected smtp:/],
    [{ SMTP_URL: 'smtp://u:secret@', MAIL_FROM: 'a@school.example' }, /SMTP_URL: found a value that is masked/],
    [{ SMTP_URL: 'smtp://u:100%@mail.school.example', MAIL_FROM: 'a@school.example' }, /SMTP_URL: .*percent-encoded/],
    [{ SMTP_URL: 'smtp://mail.school.example' }, /MAIL_FROM: found nothing, expected .* because SMTP_URL is set/],
    [{ PUBLIC_URL: 'homeroom.school.example' }, /PUBLIC_URL: .*expected an address such as https/],
    [{ WEBHOOK_ALLOW_PRIVATE: 'yes' }, /WEBHOOK_ALLOW_PRIVATE: found "yes"/],
  ])('of messages are refused where they cannot be used: %j', (given, message) => {
    expect(() => readSettings(given, noFile)).toThrow(message);
  });

  it('of messages say who they are from and where their links lead', () => {
    const given = {
      SMTP_URL: 'smtps://u:p%40ss@mail.school.example',
      MAIL_FROM: 'Homeroom <h@school.example>',
      PUBLIC_URL: 'https://h.example/',
    };
    const settings = readSettings(given, noFile);
    expect(addressIn(settings.MAIL_FROM)).toBe('h@school.example');
    expect(publicUrlOf(settings)).toBe('https://h.example');
    expect(publicUrlOf(readSettings({ HOST: '::1', PORT: '8080' }, noFile))).toBe('http://[::1]:8080');
    expect(JSON.stringify(describeSettings(settings))).not.toContain('p%40ss');
  });

  it('name the secret that every process needs where the log is on a server', () => {
    const EVENT_STORE_URL = 'esdb://localhost:2113?tls=false';
    expect(() => readSettings({ EVENT_STORE_URL }, noFile)).toThrow(/HOMEROOM_SECRET: found nothing.*every process/);
    expect(readSettings({ EVENT_STORE_URL, HOMEROOM_SECRET: 'x'.repeat(16) }, noFile)).toMatchObject({ EVENT_STORE_URL });
  });

  it('never show a password', () => {
    const url = 'esdb://admin:changeit@localhost:2113';
    const settings = readSettings({ EVENT_STORE_URL: url, HOMEROOM_SECRET: 'x'.repeat(16) }, noFile);
    expect(JSON.stringify(describeSettings(settings))).not.toContain('changeit');
    expect(() => readSettings({ READ_MODELS_URL: url }, noFile)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('changeit') }),
    );
  });

  it('never show a secret', () => {
    const secret = 'correct-horse-battery';
    expect(JSON.stringify(describeSettings(readSettings({ HOMEROOM_SECRET: secret }, noFile)))).not.toContain(secret);
    expect(() => readSettings({ HOMEROOM_SECRET: 'short' }, noFile)).toThrow(/masked/);
    const sasl = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'homeroom', KAFKA_SASL_PASSWORD: secret };
    expect(JSON.stringify(describeSettings(readSettings(sasl, noFile)))).not.toContain(secret);
  });
});
