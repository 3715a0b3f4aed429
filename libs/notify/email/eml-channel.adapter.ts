import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Channel, type DeliverOptions } from '../channel.port.js';
import type { Delivery } from '../delivery.js';
import { refused, retry } from '../delivery-reasons.js';
import { flawOf, type OutgoingMessage } from '../message.js';
import { composeMail, isMailAddress, type MailSender } from './mail.js';

export interface EmlOptions extends MailSender {
  /** Made with the first message, readable by its owner only. */
  readonly folder: string;
}

/** E-mail that stays in the house: one `.eml` a message, named by its id, so that a repeat takes the place of the first. */
export class EmlChannel extends Channel {
  override readonly name = 'e-mail';
  readonly #options: EmlOptions;

  constructor(options: EmlOptions) {
    super();
    this.#options = options;
  }

  override async deliver(message: OutgoingMessage, { signal }: DeliverOptions): Promise<Delivery> {
    const flaw = flawOf(message);
    if (flaw !== null) return { outcome: 'refused', reason: flaw };
    if (!isMailAddress(message.recipient.address)) return refused('bad-address');
    try {
      const mail = await composeMail(message, this.#options);
      const file = `${message.messageId}.eml`;
      await this.#write(file, mail, signal);
      return { outcome: 'delivered', reference: file };
    } catch (error) {
      return signal.aborted ? retry('stopped') : retry('not-writable', String(Object(error).code));
    }
  }

  /** Whoever reads the folder sees a whole message or none. */
  async #write(file: string, mail: Buffer, signal: AbortSignal): Promise<void> {
    const { folder } = this.#options;
    const part = join(folder, `.${randomUUID()}.part`);
    signal.throwIfAborted();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(part, mail, { mode: 0o600, flush: true, signal });
      await rename(part, join(folder, file));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }
}
