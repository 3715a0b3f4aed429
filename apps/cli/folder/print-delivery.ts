import type { Delivery } from '#libs/notify';
import { CommandFailedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';

/** Says what came of a message that a person sent to try the way. @throws CommandFailedError where it was not delivered. */
export async function printDelivery(terminal: Terminal, delivery: Delivery): Promise<void> {
  if (delivery.outcome === 'delivered') {
    const { reference } = delivery;
    return terminal.output.write(`Delivered${reference === undefined ? '' : `: ${reference}`}\n`);
  }
  const again = delivery.outcome === 'retry' ? ' A notice would be tried again.' : ' A notice would not be tried again.';
  throw new CommandFailedError(`Not delivered (${delivery.reason.code}). ${delivery.reason.sentence}${again}`);
}
