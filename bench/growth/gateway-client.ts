import { Agent, get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';

/** Asks a gateway in the same process, one question after the other. */
export class GatewayClient {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = url;
  }

  /** The answer, which must be JSON. */
  async read<T>(path: string): Promise<T> {
    return (await json(await this.#open(path))) as T;
  }

  /** Lets the answer pass by: what a client makes of it, and leaves to the collector, is no cost of the gateway. */
  async drain(path: string): Promise<void> {
    await finished((await this.#open(path)).resume());
  }

  close(): void {
    this.#agent.destroy();
  }

  async #open(path: string): Promise<IncomingMessage> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(new URL(path, this.#url), { agent: this.#agent }, resolve).on('error', reject);
    });
    if (response.statusCode !== 200) throw new Error(`GET ${path} was answered with ${response.statusCode}.`);
    return response;
  }
}
