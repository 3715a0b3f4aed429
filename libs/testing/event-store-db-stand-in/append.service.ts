import { setTimeout as delay } from 'node:timers/promises';
import { status, type sendUnaryData, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import {
  expectedOf,
  identifierOf,
  nameOf,
  proposedOf,
  shared,
  streams,
  tooLargeStatus,
  unknownStatus,
  wrongVersionStatus,
} from './protocol.js';
import type { StandInFaults } from './stand-in-faults.js';
import { MAX_APPEND_SIZE, type Expected, type Proposed, type StandInAppend, type StandInLog } from './stand-in-log.js';

type AppendReq = InstanceType<typeof streams.AppendReq>;
type AppendResp = InstanceType<typeof streams.AppendResp>;
type BatchReq = InstanceType<typeof streams.BatchAppendReq>;
type BatchResp = InstanceType<typeof streams.BatchAppendResp>;

interface Parts {
  readonly log: StandInLog;
  readonly faults: StandInFaults;
}

export const NOT_READY = 'Server Is Not Ready';
export const LOST = { code: status.UNAVAILABLE, details: 'Connection dropped' };

/** One call for one append. */
export function appendClassic(
  { log, faults }: Parts,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void {
  let stream = '';
  let expected: Expected = 'any';
  const events: Proposed[] = [];
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    if (options !== undefined) {
      stream = nameOf(options.getStreamIdentifier());
      expected = expectedOf(options, options.getRevision());
    }
    const proposed = request.getProposedMessage();
    if (proposed !== undefined) events.push(proposedOf(proposed));
  });
  call.on('error', () => undefined);
  call.on('end', () => void finish());
  const finish = async (): Promise<void> => {
    if (faults.hangAppends) return;
    if (faults.notReady) return answer({ code: status.UNAVAILABLE, details: NOT_READY });
    if (faults.delayMs > 0) await delay(faults.delayMs);
    const result = log.append(stream, expected, events);
    if (takes(faults, 'loseAcknowledgements')) return answer(LOST);
    answer(...classicAnswer(result, expected));
  };
}

function classicAnswer(result: StandInAppend, expected: Expected): Parameters<sendUnaryData<AppendResp>> {
  if (result.outcome === 'appended') {
    const position = new streams.AppendResp.Position()
      .setCommitPosition(String(result.position))
      .setPreparePosition(String(result.position));
    const success = new streams.AppendResp.Success().setCurrentRevision(String(result.revision)).setPosition(position);
    return [null, new streams.AppendResp().setSuccess(success)];
  }
  if (result.outcome === 'too-large') return [{ code: status.INVALID_ARGUMENT, details: 'Maximum Append Size Exceeded' }];
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (result.revision === null) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(result.revision));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else wrong.setExpectedNoStream(new shared.Empty());
  return [null, new streams.AppendResp().setWrongExpectedVersion(wrong)];
}

interface OpenBatch {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: Proposed[];
}

/** One call for any number of appends, told apart by their correlation. */
export function appendBatch({ log, faults }: Parts, call: ServerDuplexStream<BatchReq, BatchResp>): void {
  const open = new Map<string, OpenBatch>();
  call.on('data', (request: BatchReq) => {
    const id = request.getCorrelationId();
    const key = Buffer.from(id?.serializeBinary() ?? []).toString('hex');
    const options = request.getOptions();
    if (options !== undefined) {
      open.set(key, {
        stream: nameOf(options.getStreamIdentifier()),
        expected: expectedOf(options, options.getStreamPosition()),
        events: [],
      });
    }
    const batch = open.get(key);
    if (batch === undefined || faults.hangAppends) return;
    batch.events.push(...request.getProposedMessagesList().map(proposedOf));
    if (!request.getIsFinal()) return;
    open.delete(key);
    void finish(batch, (response) => call.write(response.setCorrelationId(id)));
  });
  call.on('error', () => undefined);
  call.on('end', () => call.end());
  const finish = async (batch: OpenBatch, answer: (response: BatchResp) => void): Promise<void> => {
    if (takes(faults, 'endBatchWithOk')) return void call.end();
    if (faults.notReady)
      return answer(new streams.BatchAppendResp().setStreamIdentifier(identifierOf(batch.stream)).setError(unknownStatus(NOT_READY)));
    if (faults.delayMs > 0) await delay(faults.delayMs);
    const result = log.append(batch.stream, batch.expected, batch.events);
    if (takes(faults, 'loseAcknowledgements')) return void call.emit('error', LOST);
    if (!call.cancelled) answer(batchAnswer(result).setStreamIdentifier(identifierOf(batch.stream)));
  };
}

function batchAnswer(result: StandInAppend): BatchResp {
  const response = new streams.BatchAppendResp();
  if (result.outcome === 'too-large') return response.setError(tooLargeStatus(MAX_APPEND_SIZE));
  if (result.outcome === 'wrong-version') return response.setError(wrongVersionStatus(result.revision)).setAny(new empty.Empty());
  const position = new shared.AllStreamPosition().setCommitPosition(String(result.position)).setPreparePosition(String(result.position));
  return response.setSuccess(new streams.BatchAppendResp.Success().setCurrentRevision(String(result.revision)).setPosition(position));
}

/** Counts a fault down; true while it lasts. */
function takes(faults: StandInFaults, name: 'loseAcknowledgements' | 'endBatchWithOk'): boolean {
  if (faults[name] === 0) return false;
  faults[name]--;
  return true;
}
