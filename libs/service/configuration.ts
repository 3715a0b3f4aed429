import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { StartError } from './start-error.js';
import { secretSettings, settingsSchema, settingsShape, type Settings } from './settings.js';

/** A setting that is unknown or broken: its name, what was found and what is expected. */
export class ConfigurationError extends StartError {
  override readonly name = 'ConfigurationError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings once: the environment before the `.env` file of the working folder.
 * @throws ConfigurationError naming every setting that is broken.
 */
export function readSettings(environment: Environment = process.env, file = '.env'): Settings {
  const fromFile: Environment = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const given: Environment = { ...fromFile, ...environment };
  const problems = [...unknownNames(given), ...withoutSender(given)];
  const parsed = settingsSchema.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')));
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const found = secretSettings.includes(name) ? 'a value that is masked' : JSON.stringify(given[name]);
    problems.push(`${name}: found ${found}, expected ${expected(name, issue.message)}.`);
  }
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  return parsed.data;
}

/** Every setting as `homeroom config` shows it. */
export function describeSettings(settings: Settings): { name: string; value: string; meaning: string }[] {
  return Object.entries(settingsShape).map(([name, shape]) => {
    const value = settings[name as keyof Settings];
    const shown = value === undefined ? '(not set)' : secretSettings.includes(name) ? '********' : String(value);
    return { name, value: shown, meaning: shape.description ?? '' };
  });
}

function expected(name: string, message: string): string {
  const shape = settingsShape[name as keyof typeof settingsShape];
  return `${message} (${shape.description ?? name})`;
}

function unknownNames(given: Environment): string[] {
  const known = Object.keys(settingsShape);
  return Object.keys(given)
    .filter((name) => name.startsWith('HOMEROOM_') && !known.includes(name))
    .map((name) => `${name}: no such setting. Known are ${known.filter((other) => other.startsWith('HOMEROOM_')).join(', ')}.`);
}

/** No mail server takes the address that stands in files. */
function withoutSender(given: Environment): string[] {
  const isSet = (name: string): boolean => given[name] !== undefined && given[name] !== '';
  return isSet('SMTP_URL') && !isSet('MAIL_FROM')
    ? ['MAIL_FROM: found nothing, expected an address, or Name <address>, because SMTP_URL is set.']
    : [];
}
