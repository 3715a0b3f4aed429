import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { Parser } from '@asyncapi/parser';
import { asyncApiDocument, topicOf, topicPlans } from '#libs/contracts';
import { sisEventOf, sisRecordNames } from '#libs/testing';

interface Topics {
  readonly asyncapi: string;
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: Readonly<Record<string, { name: string; contentType: string }>> }>
  >;
  readonly operations: Record<string, { channel: { $ref: string } }>;
}

const document = JSON.parse(JSON.stringify(await asyncApiDocument())) as Topics;

/** What the official parser finds wrong; not that there is a newer AsyncAPI. */
async function flawsOf(asked: Topics): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(JSON.stringify(asked));
  return diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version').map(({ message, path }) => `${path.join('/')}: ${message}`);
}

describe('The document of the topics', () => {
  it('is AsyncAPI 3, and its examples fit their schemas', async () => {
    expect(document.asyncapi).toMatch(/^3\./);
    expect(await flawsOf(document)).toEqual([]);
  });

  it('would be found out', async () => {
    const operations = { sendDeadLetters: { action: 'send', channel: { $ref: '#/channels/elsewhere' } } };
    const broken = { ...document, channels: {}, operations };
    expect(await flawsOf(broken)).not.toEqual([]);
  });

  it('knows every topic that there is', () => {
    const addresses = Object.values(document.channels).map(({ address }) => address);
    expect(addresses.sort()).toEqual(
      topicPlans({ partitions: 1, replication: 1 })
        .map(({ topic }) => topic)
        .sort(),
    );
  });

  it('knows every kind of record in both content modes, in its topic', () => {
    for (const name of sisRecordNames) {
      const channel = Object.values(document.channels).find(({ address }) => address === topicOf(name));
      const types = Object.values(channel?.messages ?? {}).filter((message) => message.name === `homeroom.sis.${name}.v1`);
      expect([name, types.map(({ contentType }) => contentType).sort()]).toEqual([
        name,
        ['application/cloudevents+json', 'application/json'],
      ]);
    }
  });

  it('lets pass what is taken in', () => {
    const ajv = addFormats.default(new Ajv({ strict: false, schemas: { document } }), ['date', 'date-time']);
    for (const name of sisRecordNames) {
      const validate = ajv.compile({ $ref: `document#/components/schemas/${name}.event` });
      for (const event of fc.sample(sisEventOf(name), { numRuns: 20, seed: 1 })) {
        expect([name, validate(event) ? null : validate.errors]).toEqual([name, null]);
      }
    }
  });
});
