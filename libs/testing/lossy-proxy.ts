import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const MOST_REMEMBERED = 500;

interface Connection {
  readonly client: Socket;
  readonly server: Socket;
  /** Its next answer is lost, and the connection with it. */
  deaf: boolean;
}

/**
 * A network between a client and a server on loopback that a test lets lose, hold up and cut. It looks at the bytes of requests, so that
 * a test names the request it means by text that is in it.
 */
export class LossyProxy {
  /** The newest requests of all connections, as they came. */
  readonly requests: Buffer[] = [];
  readonly #target: number;
  readonly #listener: Server;
  readonly #connections = new Set<Connection>();
  #reply: string | null = null;
  #request: string | null = null;
  #hanging = false;
  #delayMs = 0;
  #refusing = false;
  #lost = 0;

  private constructor(target: number) {
    this.#target = target;
    this.#listener = createServer((client) => this.#join(client));
  }

  /** Passes everything on to that port of this machine. */
  static async start(target: number): Promise<LossyProxy> {
    const proxy = new LossyProxy(target);
    await once(proxy.#listener.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** How many answers and requests were lost as a test had asked. */
  get lost(): number {
    return this.#lost;
  }

  /** The next request with this text is carried out, but its answer does not come back: the connection is reset instead. */
  loseReplyTo(text: string): void {
    this.#reply = text;
  }

  /** The next request with this text does not arrive: the connection is reset instead. */
  loseRequest(text: string): void {
    this.#request = text;
  }

  /** From now on everything arrives so much later, in both directions and in order. To be set once. */
  slow(ms: number): void {
    this.#delayMs = ms;
  }

  /** Nothing passes any more, and nobody is told. */
  hang(): void {
    this.#hanging = true;
    for (const { client, server } of this.#connections) {
      client.pause();
      server.pause();
    }
  }

  /** Every connection is reset, and so is every new one. */
  cut(): void {
    this.#refusing = true;
    for (const connection of this.#connections) this.#reset(connection);
  }

  /** All passes again. */
  resume(): void {
    this.#hanging = false;
    this.#refusing = false;
    for (const { client, server } of this.#connections) {
      client.resume();
      server.resume();
    }
  }

  async close(): Promise<void> {
    this.cut();
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    await closed;
  }

  #join(client: Socket): void {
    if (this.#refusing) {
      client.resetAndDestroy();
      return;
    }
    const connection: Connection = { client, server: connect(this.#target, '127.0.0.1'), deaf: false };
    this.#connections.add(connection);
    client.on('data', (bytes) => this.#passRequest(connection, bytes));
    connection.server.on('data', (bytes) => this.#passReply(connection, bytes));
    for (const socket of [client, connection.server]) {
      socket.on('error', () => this.#reset(connection));
      socket.on('close', () => this.#reset(connection));
      if (this.#hanging) socket.pause();
    }
  }

  #passRequest(connection: Connection, bytes: Buffer): void {
    this.requests.push(bytes);
    if (this.requests.length > MOST_REMEMBERED) this.requests.shift();
    if (this.#request !== null && bytes.includes(this.#request)) {
      this.#request = null;
      this.#lost += 1;
      this.#reset(connection);
      return;
    }
    if (this.#reply !== null && bytes.includes(this.#reply)) {
      this.#reply = null;
      connection.deaf = true;
    }
    this.#passOn(connection.server, bytes);
  }

  #passReply(connection: Connection, bytes: Buffer): void {
    if (!connection.deaf) {
      this.#passOn(connection.client, bytes);
      return;
    }
    this.#lost += 1;
    this.#reset(connection);
  }

  #passOn(socket: Socket, bytes: Buffer): void {
    if (this.#delayMs === 0) socket.write(bytes);
    else setTimeout(() => socket.destroyed || socket.write(bytes), this.#delayMs);
  }

  #reset(connection: Connection): void {
    this.#connections.delete(connection);
    connection.client.resetAndDestroy();
    connection.server.destroy();
  }
}
