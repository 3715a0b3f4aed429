export { Channel, type DeliverOptions } from './channel.port.js';
export type { Delivery, DeliveryReason, ReasonCode } from './delivery.js';
export { refused, retry } from './delivery-reasons.js';
export { EmlChannel } from './email/eml-channel.adapter.js';
export { SmtpChannel } from './email/smtp-channel.adapter.js';
export * from './message.js';
