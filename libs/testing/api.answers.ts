import { apiDeclared, type ApiOperation } from '#libs/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Holds an application to the document of its API: from now on every answer is compared with what is declared for its route.
 * To be made before the application is initialized, so that it sees every route.
 */
export class HeldAnswers {
  /** Routes that are served, `get /api/students/{id}`. */
  readonly routes = new Set<string>();
  /** Ids of the operations that have answered as they should. */
  readonly answered = new Set<string>();
  readonly #findings: string[] = [];
  readonly #operations: ReadonlyMap<string, ApiOperation>;
  readonly #flawOf: Declared['answerFlaw'];

  private constructor({ operations, answerFlaw }: Declared) {
    this.#operations = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
    this.#flawOf = answerFlaw;
  }

  static async of(fastify: Pick<FastifyInstance, 'addHook'>): Promise<HeldAnswers> {
    const held = new HeldAnswers(await apiDeclared());
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') held.routes.add(routeName(each, url));
    });
    fastify.addHook('onSend', async (request, reply, payload) => held.#look(request, reply, payload));
    return held;
  }

  /** What was found since the last time, one sentence each. */
  findings(): string[] {
    return this.#findings.splice(0);
  }

  #look({ method, routeOptions: { url } }: FastifyRequest, { statusCode }: FastifyReply, payload: unknown): void {
    if (url === undefined || !url.startsWith('/api/')) return;
    const route = routeName(method, url);
    const operation = this.#operations.get(route);
    if (operation === undefined) return void this.#findings.push(`${route} is no operation of the document`);
    const body: unknown = typeof payload === 'string' ? JSON.parse(payload) : payload;
    const flaw = this.#flawOf(operation, statusCode, body);
    if (flaw !== null) this.#findings.push(`${route} ${flaw}`);
    else if (statusCode === 200) this.answered.add(operation.id);
  }
}

type Declared = Awaited<ReturnType<typeof apiDeclared>>;

function routeName(method: string, url: string): string {
  return `${method.toLowerCase()} ${url.replaceAll(/:(\w+)/g, '{$1}')}`;
}
