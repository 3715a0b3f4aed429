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
  const problems = [...unknownNames(given), ...withoutSender(given), ...withoutSecret(given)];
  const parsed = settingsSchema.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')));
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    problems.push(`${name}: found ${shown(name, given[name])}, expected ${expected(name, issue.message)}.`);
  }
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  return parsed.data;
}

/** Every setting as `homeroom config` shows it. */
export function describeSettings(settings: Settings): { name: string; value: string; meaning: string }[] {
  return Object.entries(settingsShape).map(([name, shape]) => {
    const value = settings[name as keyof Settings];
    const told = value === undefined ? '(not set)' : secretSettings.includes(name) ? '********' : withoutPassword(String(value));
    return { name, value: told, meaning: shape.description ?? '' };
  });
}

function shown(name: string, value: string | undefined): string {
  if (secretSettings.includes(name)) return 'a value that is masked';
  return value === undefined ? 'nothing' : withoutPassword(JSON.stringify(value));
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

/** Who has the log elsewhere has several processes: each must find the same people, so none may make a secret of its own. */
function withoutSecret({ EVENT_STORE_URL, HOMEROOM_SECRET = '' }: Environment): string[] {
  if (EVENT_STORE_URL?.startsWith('esdb') !== true || HOMEROOM_SECRET !== '') return [];
  return ['HOMEROOM_SECRET: found nothing, but EVENT_STORE_URL names a server. Set the same secret for every process.'];
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//********@');
}
