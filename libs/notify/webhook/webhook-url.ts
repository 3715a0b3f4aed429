/**
 * What is wrong with the address of a webhook; null where nothing is. Where it leads is checked again at every connection, because a
 * name may lead elsewhere tomorrow.
 */
export function flawOfWebhookUrl(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'it is no URL';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'it does not begin with https://';
  if (protocol === 'http:' && !allowPrivate) return 'it does not begin with https://, which only WEBHOOK_ALLOW_PRIVATE=on permits';
  if (username !== '' || password !== '') return 'it holds a user or a password: messages are signed instead';
  return null;
}
