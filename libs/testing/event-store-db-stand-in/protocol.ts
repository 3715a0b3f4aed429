/**
 * The messages of EventStoreDB as its client ships them. They are CommonJS, so that only their default export can be named.
 */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import type { Expected, Proposed, StandInRecord } from './stand-in-log.js';

export { shared, streams };

/** .NET counts in ticks of 100 ns. */
const TICKS_PER_MILLISECOND = 10_000n;

export function eventMessage(record: StandInRecord): InstanceType<typeof streams.ReadResp> {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(record.id));
  recorded.setStreamIdentifier(identifierOf(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.setPreparePosition(String(record.position));
  recorded.setCommitPosition(String(record.position));
  recorded.getMetadataMap().set('type', record.type);
  recorded.getMetadataMap().set('content-type', record.contentType);
  recorded.getMetadataMap().set('created', String(BigInt(record.created) * TICKS_PER_MILLISECOND));
  recorded.setCustomMetadata(record.metadata);
  recorded.setData(record.data);
  const event = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(record.position));
  return new streams.ReadResp().setEvent(event);
}

export function checkpointMessage(position: number): InstanceType<typeof streams.ReadResp> {
  const checkpoint = new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

export function identifierOf(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));
}

export function nameOf(identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

interface ProposedMessage {
  getId(): InstanceType<typeof shared.UUID> | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getData_asB64(): string;
  getCustomMetadata_asB64(): string;
}

export function proposedOf(message: ProposedMessage): Proposed {
  return {
    id: uuidOf(message.getId()),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asB64(),
    metadata: message.getCustomMetadata_asB64(),
  };
}

/** Text, or two signed 64-bit halves. */
function uuidOf(id: InstanceType<typeof shared.UUID> | undefined): string {
  const structured = id?.getStructured();
  if (structured === undefined) return (id?.getString() ?? '').toLowerCase();
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
  hasAny(): boolean;
}

export function expectedOf(options: ExpectedOptions, revision: string): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasAny() ? 'any' : Number(revision);
}

/** The errors of a batch append travel inside its answers. */
export function wrongVersionStatus(current: number | null): InstanceType<typeof statuses.Status> {
  const detail = new shared.WrongExpectedVersion();
  if (current === null) detail.setCurrentNoStream(new shared.Empty());
  else detail.setCurrentStreamRevision(String(current));
  return statusOf(detail.serializeBinary(), 'event_store.client.WrongExpectedVersion', 'Wrong expected version');
}

export function tooLargeStatus(most: number): InstanceType<typeof statuses.Status> {
  const detail = new shared.MaximumAppendSizeExceeded();
  detail.setMaxappendsize(most);
  return statusOf(detail.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded', 'Maximum append size exceeded');
}

export function unknownStatus(message: string): InstanceType<typeof statuses.Status> {
  return statusOf(new shared.Unknown().serializeBinary(), 'event_store.client.BadRequest', message);
}

function statusOf(detail: Uint8Array, type: string, message: string): InstanceType<typeof statuses.Status> {
  const details = new any.Any();
  details.pack(detail, type);
  return new statuses.Status().setMessage(message).setDetails(details);
}
