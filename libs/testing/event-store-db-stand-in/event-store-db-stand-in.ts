import { Server, ServerCredentials, status, type sendUnaryData, type UntypedHandleCall } from '@grpc/grpc-js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appendBatch, appendClassic, LOST } from './append.service.js';
import { read } from './read.service.js';
import { noFaults, type StandInFaults } from './stand-in-faults.js';
import { StandInLog } from './stand-in-log.js';

interface OpenCall {
  emit(event: 'error', error: object): unknown;
  end?(): unknown;
  once(event: 'close' | 'cancelled', listener: () => void): unknown;
}

/**
 * A server that speaks the protocol of EventStoreDB and keeps its promises, for tests: appends at an exact revision, idempotent by event
 * id; reads; filtered subscriptions with checkpoints; system events. Faults are switched on while it runs.
 *
 * It was written from the server's documentation and source: what it does proves a client against the protocol, not against the server.
 */
export class EventStoreDbStandIn {
  readonly log: StandInLog;
  readonly faults: StandInFaults = noFaults();
  readonly #calls = new Set<OpenCall>();
  #server: Server | null = null;
  #port = 0;

  private constructor(log: StandInLog) {
    this.log = log;
  }

  /** Listens on loopback; with a file, what it has acknowledged outlives it. */
  static async start({ path, port = 0 }: { readonly path?: string; readonly port?: number } = {}): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn(new StandInLog(path));
    standIn.#port = port;
    await standIn.listen();
    return standIn;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** For clients that ask for the cluster's members first. */
  get discoveryUrl(): string {
    return `esdb+discover://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Calls that clients have not ended. */
  get openCalls(): number {
    return this.#calls.size;
  }

  /** Listens again, after `stop`, where it listened before, with what it knows. */
  async listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(streamServices.StreamsService, {
      read: (call: Parameters<typeof read>[1]) => {
        this.#track(call);
        void read(this, call);
      },
      append: (call: Parameters<typeof appendClassic>[1], answer: Parameters<typeof appendClassic>[2]) => appendClassic(this, call, answer),
      batchAppend: (call: Parameters<typeof appendBatch>[1]) => {
        this.#track(call);
        appendBatch(this, call);
      },
      delete: notSupported,
      tombstone: notSupported,
    });
    server.addService(featureServices.ServerFeaturesService, { getSupportedMethods: this.#supportedMethods });
    server.addService(gossipServices.GossipService, { read: this.#members });
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    server.bindAsync(`127.0.0.1:${this.#port}`, ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
    this.#port = await promise;
    this.#server = server;
  }

  /** As when its process is killed: connections break, what was acknowledged stands. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = null;
    this.#calls.clear();
  }

  /** Breaks every call with the error of a lost connection. */
  dropCalls(): void {
    for (const call of this.#calls) call.emit('error', LOST);
  }

  /** Ends every call as if nothing were wrong. */
  endCalls(): void {
    for (const call of this.#calls) call.end?.();
  }

  close(): void {
    this.stop();
    this.log.close();
  }

  #track(call: OpenCall): void {
    this.#calls.add(call);
    const forget = (): void => void this.#calls.delete(call);
    call.once('close', forget);
    call.once('cancelled', forget);
  }

  readonly #supportedMethods = (_: unknown, answer: sendUnaryData<InstanceType<typeof features.SupportedMethods>>): void => {
    const names = ['read', 'append', ...(this.faults.withoutBatchAppend ? [] : ['batchappend'])];
    const methods = names.map((name) =>
      new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
    );
    answer(null, new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion('24.10.0'));
  };

  readonly #members = (_: unknown, answer: sendUnaryData<InstanceType<typeof gossip.ClusterInfo>>): void => {
    const endpoint = new gossip.EndPoint().setAddress('127.0.0.1').setPort(this.#port);
    const leader = new gossip.MemberInfo().setState(gossip.MemberInfo.VNodeState.LEADER).setIsAlive(true).setHttpEndPoint(endpoint);
    answer(null, new gossip.ClusterInfo().setMembersList([leader]));
  };
}

const notSupported: UntypedHandleCall = ((_: unknown, answer: sendUnaryData<never>) =>
  answer({ code: status.UNIMPLEMENTED, details: 'The stand-in deletes nothing' })) as UntypedHandleCall;
