import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server on loopback that takes posts and answers as it is told; 204 unless told otherwise. */
export class HookServer {
  readonly received: ReceivedPost[] = [];
  readonly #server: Server;
  #answer: (response: ServerResponse) => void = (response) => void response.writeHead(204).end();

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        this.received.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
        this.#answer(response);
      });
    });
  }

  async start(): Promise<{ readonly port: number; readonly url: string }> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const { port } = this.#server.address() as AddressInfo;
    return { port, url: `http://127.0.0.1:${port}/hook` };
  }

  /** From now on every post is answered so; a function that does nothing leaves it unanswered. */
  answer(answer: (response: ServerResponse) => void): void {
    this.#answer = answer;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
