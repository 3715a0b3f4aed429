/** Where a district wants its notices posted. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly district: string;
  readonly url: string;
  /** `whsec_...`, the newest first; during a rotation also the one before. Never to be logged or printed. */
  readonly secrets: readonly string[];
  /** Who added it, as that person gave the name. */
  readonly addedBy: string;
  /** UTC instant. */
  readonly addedAt: string;
  /** Nothing is sent any more, since when and why. */
  readonly disabled?: { readonly at: string; readonly reason: string };
}
