import { z } from 'zod';

const address = z.email();

/** `smtp://` or `smtps://` with a host. */
export const mailUrl = z
  .string()
  .refine(isMailUrl, 'smtp://HOST or smtps://HOST, with USER:PASSWORD@ before the host where it is needed, percent-encoded');

/** Without the slash at its end. */
export const webAddress = z
  .string()
  .refine(isWebAddress, 'an address such as https://homeroom.school.example')
  .transform((text) => text.replace(/\/+$/, ''));

/** An address, or a name without line breaks and an address in angle brackets. */
export function isMailbox(text: string): boolean {
  return !/\p{Cc}/u.test(text) && address.safeParse(addressIn(text)).success;
}

/** The address of `Name <address>`. */
export function addressIn(mailbox: string): string {
  return /<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox;
}

function isMailUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, username, password } = new URL(text);
  if (!isDecodable(username) || !isDecodable(password)) return false;
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== '' && (pathname === '' || pathname === '/');
}

/** A percent sign of a password is written `%25`. */
function isDecodable(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && search === '' && hash === '';
}
