import { once } from 'node:events';
import { Channel, flawOf, retry, type Delivery, type DeliverOptions, type OutgoingMessage } from '#libs/notify';

/** A channel whose outside is a map: messages by id, with how often each arrived. */
export class MemoryChannel extends Channel {
  override readonly name: string;
  readonly outside = new Map<string, { readonly message: OutgoingMessage; readonly times: number }>();
  readonly #timeoutMs: number;
  readonly #answers: Delivery[] = [];
  #stalls = false;

  constructor({ name = 'memory', timeoutMs = 1_000 }: { readonly name?: string; readonly timeoutMs?: number } = {}) {
    super();
    this.name = name;
    this.#timeoutMs = timeoutMs;
  }

  /** The next deliveries come to these, in order; then everything is delivered again. */
  answer(...deliveries: readonly Delivery[]): void {
    this.#answers.push(...deliveries);
  }

  /** From now on the far end takes nothing and says nothing. */
  stall(): void {
    this.#stalls = true;
  }

  override async deliver(message: OutgoingMessage, { signal }: DeliverOptions): Promise<Delivery> {
    const flaw = flawOf(message);
    if (flaw !== null) return { outcome: 'refused', reason: flaw };
    if (signal.aborted) return retry('stopped');
    if (this.#stalls) return this.#stalled(signal);
    const answer = this.#answers.shift() ?? { outcome: 'delivered', reference: message.messageId };
    if (answer.outcome === 'delivered') {
      this.outside.set(message.messageId, { message, times: (this.outside.get(message.messageId)?.times ?? 0) + 1 });
    }
    return answer;
  }

  async #stalled(signal: AbortSignal): Promise<Delivery> {
    await once(AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]), 'abort');
    return retry(signal.aborted ? 'stopped' : 'timed-out');
  }
}
