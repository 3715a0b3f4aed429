import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, describeSettings, readSettings } from './configuration.js';

const noFile = '/nonexistent/.env';

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(readSettings({}, noFile)).toMatchObject({ HOMEROOM_DATA_DIR: './.homeroom', PORT: 3000, HOST: '127.0.0.1' });
  });

  it('are refused by name, with what was found and what is expected', () => {
    expect(() => readSettings({ PORT: 'eighty' }, noFile)).toThrow(/PORT: found "eighty", expected .*HTTP port/);
    expect(() => readSettings({ HOMEROOM_TIME_ZONE: 'Mars/Olympus' }, noFile)).toThrow(/"Mars\/Olympus", expected an IANA time zone/);
    expect(() => readSettings({ EVENT_STORE_URL: 'postgres://x' }, noFile)).toThrow(/sqlite:PATH or memory:/);
  });

  it('are refused all at once', () => {
    expect(() => readSettings({ PORT: '-1', LOG_LEVEL: 'loud' }, noFile)).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('of the product must be known', () => {
    expect(() => readSettings({ HOMEROOM_DATADIR: 'x' }, noFile)).toThrow(ConfigurationError);
  });

  it('without an effect are refused and not ignored', () => {
    expect(() => readSettings({ KAFKA_BROKERS: 'broker:9092' }, noFile)).toThrow(/one process only/);
  });

  it('never show a secret', () => {
    const secret = 'correct-horse-battery';
    expect(JSON.stringify(describeSettings(readSettings({ HOMEROOM_SECRET: secret }, noFile)))).not.toContain(secret);
    expect(() => readSettings({ HOMEROOM_SECRET: 'short' }, noFile)).toThrow(/masked/);
  });
});
