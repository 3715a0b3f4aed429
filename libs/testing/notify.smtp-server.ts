import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly mail: ParsedMail;
  readonly source: string;
  /** As the server was told, which decides where bounces go. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly secure: boolean;
}

/** A step of the conversation that can go wrong. */
export type SmtpStep = 'connect' | 'mail-from' | 'rcpt-to' | 'data';

/** An answer by its code, silence, or a connection that breaks. */
export type SmtpTrouble = number | 'silence' | 'break';

/** A real SMTP server on loopback, whose mood can be set. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  readonly #server: SMTPServer;
  readonly #sockets = new Set<Socket>();
  readonly #trouble = new Map<SmtpStep, SmtpTrouble>();

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      disableReverseLookup: true,
      authOptional: true,
      closeTimeout: 100,
      disabledCommands: options.key === undefined ? ['STARTTLS', 'AUTH'] : [],
      onConnect: (_session, done) => this.#step('connect', done),
      onMailFrom: (_address, _session, done) => this.#step('mail-from', done),
      onRcptTo: (_address, _session, done) => this.#step('rcpt-to', done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (this.#trouble.get('data') === 'break') this.#breakAll();
        });
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) };
          const keep = async (): Promise<void> => {
            const source = Buffer.concat(chunks);
            this.received.push({ mail: await simpleParser(source), source: source.toString(), envelope, secure: session.secure });
            done(null);
          };
          this.#step('data', (error) => (error === undefined || error === null ? void keep() : done(error)));
        });
      },
      ...options,
    });
    this.#server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    // A client that goes away in the middle is what these tests are about.
    this.#server.on('error', () => undefined);
  }

  async start(): Promise<{ readonly port: number }> {
    const listening = this.#server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return { port: (listening.address() as AddressInfo).port };
  }

  /** From now on this step comes to that; null: it goes well again. */
  set(step: SmtpStep, trouble: SmtpTrouble | null): void {
    if (trouble === null) this.#trouble.delete(step);
    else this.#trouble.set(step, trouble);
  }

  close(): Promise<void> {
    this.#breakAll();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #step(step: SmtpStep, done: (error?: Error | null) => void): void {
    const trouble = this.#trouble.get(step);
    if (trouble === 'silence') return;
    if (trouble === 'break') return this.#breakAll();
    if (trouble === undefined) return done();
    // What servers say often repeats the address.
    done(Object.assign(new Error('counselor@school.example is not for now'), { responseCode: trouble }));
  }

  #breakAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
