import { parseStream, type IdentityFact } from '#libs/domain';
import type { DocumentProjection } from '#libs/event-sourcing';
import { identities, type IdentityDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';

/** Which ids were found to be another one's, from the identity streams. */
export const identitiesProjection: DocumentProjection<IdentityDocument> = {
  name: 'identities',
  prefixes: ['identity-'],
  collection: identities,

  idOf(event) {
    const stream = parseStream(event.stream);
    return stream.kind === 'identity' && takes('identities', event.type) && !event.superseded ? `${stream.district}/${stream.key}` : null;
  },

  evolve(_, { stream: name, type, data, metadata: { knownAt, sequence } }) {
    const stream = parseStream(name);
    const fact = { type, data } as IdentityFact;
    if (stream.kind !== 'identity' || fact.type === 'identity-retracted.v1') return null;
    const at = { ...(knownAt !== undefined && { knownAt }), ...(sequence !== undefined && { sequence }) };
    return { district: stream.district, key: stream.key, newKey: fact.data.newKey, ...at };
  },
};
