/** Names the checkpoint of alerts, contacts and what they came to, which are folded together. */
export const FOLLOW_THROUGH = 'follow-through-and-care';

/** Names the checkpoint up to which what alerts came to is added up. */
export const FOLLOW_THROUGH_SUMS = 'follow-through-sums';
