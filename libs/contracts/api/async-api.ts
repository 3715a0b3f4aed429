import { topicPlans } from '../kafka/topic-plans.js';
import { DEAD_LETTER_TOPIC, REPLAY_TOPIC, sisTopics, STATUS_TOPIC, topicOf } from '../kafka/topics.js';
import { recordNames } from '../native/record-schemas.js';
import { deadLetterMessage, statusMessage, type AsyncApiMessage } from './async-api-messages.js';
import { sisMessages, sisSchemas } from './async-api-records.js';

/** Of what the document describes, see `openApi`. */
const API_VERSION = '1.0.0';

const DESCRIPTION = `The topics by which a district sends its records and is told of changes, from the side of Homeroom: it receives
records and sends the rest.

- The key of a message is \`{districtId}/{subject}\`, so that all of a student's records stand in one partition, in their order. The
  four topics of records have equal numbers of partitions.
- Records come as CloudEvents 1.0 in either content mode: structured, the whole event as the value, or binary, the attributes in
  \`ce_\` headers and the data as the value. A kind of record may come by any of the four topics.
- A record may come twice, late or out of order: versions of the same thing are told apart by \`time\` and \`sequence\`.
- A tombstone means nothing and becomes a dead letter: send the retracting event.`;

const channels = [
  ...sisTopics.map((topic) => ({
    topic,
    action: 'receive' as const,
    title: `Records: ${topic.slice(topic.lastIndexOf('.') + 1)}`,
    messages: sisMessages(recordNames.filter((name) => topicOf(name) === topic)),
  })),
  { topic: DEAD_LETTER_TOPIC, action: 'send' as const, title: 'Refused messages, and why', messages: { deadLetter: deadLetterMessage() } },
  { topic: STATUS_TOPIC, action: 'send' as const, title: 'Changes of status', messages: { statusChanged: statusMessage('live') } },
  {
    topic: REPLAY_TOPIC,
    action: 'send' as const,
    title: 'Changes that would have been under other rules',
    messages: { statusChanged: statusMessage('replay') },
  },
];

/** The topics as AsyncAPI 3, made of the schemas by which records are checked and events are made. */
export function asyncApi(): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Homeroom',
      version: API_VERSION,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      brokers: {
        host: '{brokers}',
        protocol: 'kafka',
        description: 'KAFKA_BROKERS',
        variables: { brokers: { default: 'localhost:9092' } },
      },
    },
    channels: Object.fromEntries(channels.map((channel) => [camelCase(channel.topic), channelObject(channel)])),
    operations: Object.fromEntries(
      channels.map(({ topic, action, title }) => [camelCase(`${action}-${topic}`), operationObject(topic, action, title)]),
    ),
    components: { schemas: sisSchemas() },
  };
}

interface Channel {
  readonly topic: string;
  readonly title: string;
  readonly messages: Readonly<Record<string, AsyncApiMessage>>;
}

function channelObject({ topic, title, messages }: Channel) {
  const config = topicPlans({ partitions: 1, replication: 1 }).find((plan) => plan.topic === topic)?.config;
  return {
    address: topic,
    title,
    messages,
    bindings: {
      kafka: {
        topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': Number(config?.['retention.ms']) },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operationObject(topic: string, action: 'send' | 'receive', title: string) {
  return { action, channel: { $ref: `#/channels/${camelCase(topic)}` }, summary: title };
}

function camelCase(name: string): string {
  return name.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
