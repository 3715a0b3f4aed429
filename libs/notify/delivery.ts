/** What came of one try. A channel keeps nothing: whether and when to try again is its caller's affair. */
export type Delivery =
  | {
      readonly outcome: 'delivered';
      /** How the far end calls the message, for tracing. */
      readonly reference?: string;
    }
  | {
      readonly outcome: 'retry';
      readonly reason: DeliveryReason;
      /** The far end asks not to be tried before so many milliseconds. */
      readonly afterMs?: number;
    }
  | {
      /** The same message to the same address will not be taken later either. */
      readonly outcome: 'refused';
      readonly reason: DeliveryReason;
      /** The address is gone for good: nothing should be sent to it any more. */
      readonly disables?: true;
    };

/** Why a message was not delivered, fit to be logged and shown: neither carries an address or a name. */
export interface DeliveryReason {
  readonly code: ReasonCode;
  readonly sentence: string;
}

export type ReasonCode =
  | 'no-address'
  | 'bad-address'
  | 'bad-message'
  | 'address-not-allowed'
  | 'no-endpoint'
  | 'stopped'
  | 'timed-out'
  | 'unreachable'
  | 'busy'
  | 'rejected'
  | 'redirected'
  | 'gone'
  | 'not-writable';
