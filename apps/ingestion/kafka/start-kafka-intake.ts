import { kafkaConnectionOf } from '#libs/kafka';
import type { Settings } from '#libs/service';
import { KafkaIntake, type KafkaIntakeParts } from './kafka-intake.js';

/** Beats that may be missed before a process counts as gone. */
const BEATS = 4;

/** Begins to take in records from Kafka; null where the settings name no brokers. The process ends when `failed` rejects. */
export function startKafkaIntake(settings: Settings, parts: Omit<KafkaIntakeParts, 'timing'>): KafkaIntake | null {
  const connection = kafkaConnectionOf(settings);
  if (connection === null) return null;
  const { KAFKA_GROUP_ID: groupId, KAFKA_SESSION_MS: sessionMs } = settings;
  const timing = { sessionMs, heartbeatMs: Math.floor(sessionMs / BEATS) };
  const intake = new KafkaIntake(connection, groupId, { ...parts, timing });
  intake.start();
  return intake;
}
