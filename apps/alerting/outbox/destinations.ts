import { languageOf, type Directory } from '#libs/directory';
import type { Recipient } from '#libs/notify';

/** One way to one address. */
export interface Destination {
  readonly way: 'e-mail' | 'webhook';
  readonly recipient: Recipient;
}

/** The channel of the person's own address. */
export const E_MAIL = 'e-mail';
const WEBHOOK = 'webhook/';

/** By which channels notices to a person go: the person's e-mail address and the district's own systems, as the directory has them now. */
export async function channelsFor(directory: Directory, district: string, staff: string): Promise<string[]> {
  const person = (await directory.people([staff])).get(staff);
  const endpoints = (await directory.webhooks(district)).filter(({ disabled }) => disabled === undefined);
  return [...(person?.email === undefined ? [] : [E_MAIL]), ...endpoints.map(({ id }) => WEBHOOK + id)];
}

/** Where a channel leads at this moment: the address is looked up with every try. */
export async function destinationOf(directory: Directory, channel: string, staff: string): Promise<Destination> {
  if (channel.startsWith(WEBHOOK)) return { way: 'webhook', recipient: { address: channel.slice(WEBHOOK.length), locale: 'en' } };
  const person = (await directory.people([staff])).get(staff);
  return {
    way: 'e-mail',
    recipient: {
      address: person?.email ?? '',
      locale: languageOf(person),
      ...(person?.name !== undefined && { displayName: person.name }),
    },
  };
}
