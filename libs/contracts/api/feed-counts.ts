import { z } from 'zod';
import { day, instant, quantity } from './answer-fields.js';

const sums = {
  read: quantity.describe('appended + unchanged + deadLettered'),
  appended: quantity.describe('In the log; of profiles, in the directory'),
  superseded: quantity.describe('Of those appended: they came later than a newer version, which stands'),
  unchanged: quantity.describe('Said what was known. What is delivered again after a crash counts again'),
  deadLettered: quantity.describe('Refused, wait to be mended'),
  retried: quantity.describe('Refused, and taken in since: counted as appended or unchanged when that was'),
};

const schoolId = z.string().nullable().describe('null: the record names none, or it could not be read');
const source = z.string().nullable().describe('For example `/districts/lincoln/powerschool`; null where it could not be read');
const record = z.string().nullable().describe('For example `attendance-recorded`; null where it could not be read');

export const feed = { schoolId, source };
export const recordCounts = { record, ...sums, lastRecordedAt: instant.nullable().describe('When the last one was appended') };

export const feedTotal = z.strictObject(sums).meta({ id: 'FeedTotal' });

export const feedCounts = z
  .strictObject({ day: day.nullable().describe('At the place of the district'), ...feed, ...recordCounts })
  .meta({ id: 'FeedCounts', description: 'Where the records of one kind from one system for one school are' });
