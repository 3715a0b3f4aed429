import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Channel, type DeliverOptions } from '../channel.port.js';
import type { Delivery } from '../delivery.js';
import { refused, retry } from '../delivery-reasons.js';
import { flawOf, type OutgoingMessage } from '../message.js';
import { composeMail, isMailAddress, mailIdOf, wireAddress, type MailSender } from './mail.js';
import { deliveryOf } from './smtp-answers.js';

export interface SmtpOptions extends MailSender {
  /** `smtp://` or `smtps://`, with user and password where the server wants them: these are only sent over TLS. */
  readonly url: string;
  /** Certificates in PEM that are trusted beside the well-known ones. */
  readonly ca?: string;
  /** For one try as a whole; default 30 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const PORTS = { 'smtp:': 587, 'smtps:': 465 };

/** E-mail over SMTP, one connection for each message. */
export class SmtpChannel extends Channel {
  override readonly name = 'e-mail';
  readonly #options: SmtpOptions;

  constructor(options: SmtpOptions) {
    super();
    this.#options = options;
  }

  override async deliver(message: OutgoingMessage, { signal }: DeliverOptions): Promise<Delivery> {
    const flaw = flawOf(message);
    if (flaw !== null) return { outcome: 'refused', reason: flaw };
    const { address } = message.recipient;
    if (!isMailAddress(address)) return refused('bad-address');
    const deadline = AbortSignal.timeout(this.#options.timeoutMs ?? TIMEOUT_MS);
    try {
      const mail = await composeMail(message, this.#options);
      await this.#send(wireAddress(address), mail, AbortSignal.any([signal, deadline]));
      return { outcome: 'delivered', reference: mailIdOf(message, this.#options.envelopeFrom) };
    } catch (error) {
      if (signal.aborted) return retry('stopped');
      return deadline.aborted ? retry('timed-out') : deliveryOf(error);
    }
  }

  async #send(to: string, mail: Buffer, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { protocol, hostname, port, username, password } = new URL(this.#options.url);
    const secure = protocol === 'smtps:';
    const { ca, timeoutMs = TIMEOUT_MS, envelopeFrom: from } = this.#options;
    const connection = new SMTPConnection({
      host: hostname.replaceAll(/^\[|\]$/g, ''),
      port: port === '' ? PORTS[secure ? 'smtps:' : 'smtp:'] : Number(port),
      secure,
      requireTLS: username !== '',
      ...(ca !== undefined && { tls: { ca } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    });
    const steps = new SmtpSteps(connection, signal);
    try {
      await steps.run((done) => connection.connect(done));
      if (username !== '') {
        const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
        await steps.run((done) => connection.login({ credentials }, done));
      }
      await steps.run((done) => connection.send({ from, to }, mail, done));
      connection.quit();
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      steps.end();
    }
  }
}

/** Runs one step after the other; each ends with its answer, with trouble on the connection or with the signal. */
class SmtpSteps {
  readonly #connection: SMTPConnection;
  readonly #broken: Promise<never>;
  readonly #signal: AbortSignal;
  #fail: (error: unknown) => void = () => undefined;
  readonly #onAbort = (): void => this.#fail(this.#signal.reason);

  constructor(connection: SMTPConnection, signal: AbortSignal) {
    this.#connection = connection;
    this.#signal = signal;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#broken = promise;
    this.#fail = reject;
    // Trouble may come between two steps, when nobody waits; it then fails the next one.
    promise.catch(() => undefined);
    connection.on('error', reject);
    connection.on('end', () => reject(Object.assign(new Error('The connection was closed.'), { code: 'ECONNECTION' })));
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  async run(step: (done: (error?: Error | null) => void) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    step((error) => (error === null || error === undefined ? resolve() : reject(error)));
    await Promise.race([promise, this.#broken]);
  }

  /** Later trouble with a connection that has done its work is nobody's any more. */
  end(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#connection.on('error', () => undefined);
  }
}
