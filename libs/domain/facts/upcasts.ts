/**
 * What leads from an older version of a stored event to the next one, by the stored type. No event has a second version yet; how one gets
 * it is told in docs/events.md.
 */
export const upcasts: Readonly<Record<string, (data: object) => object>> = {};
