export { kafkaConnectionOf, type KafkaConnection } from './client/kafka-connection.js';
export type { ConsumerTiming, RecordConsumerOptions } from './consumer/consumer-options.js';
export { KafkajsRecordConsumer } from './consumer/kafkajs-record-consumer.adapter.js';
export * from './kafka.errors.js';
export * from './kafka.port.js';
export { KafkajsRecordProducer, type RecordProducerOptions } from './producer/kafkajs-record-producer.adapter.js';
export { ensureTopics, type EnsuredTopic } from './topics/ensure-topics.js';
export { requireTopic } from './topics/require-topic.js';
export type { TopicPlan } from './topics/topic-plan.js';
