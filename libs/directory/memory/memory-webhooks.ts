import type { WebhookEndpoint } from '../webhooks.js';

/** Endpoints by id, in the order in which they were added. */
export class MemoryWebhooks {
  readonly #endpoints = new Map<string, WebhookEndpoint>();

  add(endpoint: WebhookEndpoint): boolean {
    const isKnown = this.of(endpoint.district).some(({ url }) => url === endpoint.url);
    if (!isKnown) this.#endpoints.set(endpoint.id, endpoint);
    return !isKnown;
  }

  of(district: string): readonly WebhookEndpoint[] {
    return [...this.#endpoints.values()].filter((endpoint) => endpoint.district === district);
  }

  get(id: string): WebhookEndpoint | null {
    return this.#endpoints.get(id) ?? null;
  }

  disable(id: string, disabled: NonNullable<WebhookEndpoint['disabled']>): boolean {
    const endpoint = this.#endpoints.get(id);
    if (endpoint === undefined || endpoint.disabled !== undefined) return false;
    this.#endpoints.set(id, { ...endpoint, disabled });
    return true;
  }

  rotate(id: string, secret: string): boolean {
    const endpoint = this.#endpoints.get(id);
    if (endpoint === undefined) return false;
    this.#endpoints.set(id, { ...endpoint, secrets: [secret, ...endpoint.secrets.slice(0, 1)] });
    return true;
  }

  remove(id: string): boolean {
    return this.#endpoints.delete(id);
  }
}
