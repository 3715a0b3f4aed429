const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Whether a text names a step of a trace (W3C Trace Context). */
export function isTraceparent(text: string): boolean {
  return TRACEPARENT.test(text);
}
