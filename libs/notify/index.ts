export { Channel, type DeliverOptions } from './channel.port.js';
export type { Delivery, DeliveryReason, ReasonCode } from './delivery.js';
export { refused, retry } from './delivery-reasons.js';
export * from './message.js';
