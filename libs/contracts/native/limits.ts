/** Largest body of one event. */
export const MAX_EVENT_BYTES = 256 * 1024;

/** Most events in one HTTP batch; the size of its body is the server's limit. */
export const MAX_BATCH_EVENTS = 10_000;

/** Deepest nesting inside an event's data; the known fields need three. */
export const MAX_DEPTH = 32;
