/** Called by name between two steps; a test that throws here is a crash at that place. */
export type FailPoint = (name: string) => void | Promise<void>;
