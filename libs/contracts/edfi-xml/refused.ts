export type EdfiRefusalReason = 'schema-violation' | 'unmapped-value' | 'unresolved-reference' | 'identifier-too-long' | 'too-large';

/** Why an element, or one value of it, is refused; thrown where it is found, a dead letter where the element is taken up. */
export class Refused extends Error {
  constructor(
    readonly reason: EdfiRefusalReason,
    readonly path: string,
    message: string,
    readonly found?: string,
  ) {
    super(message);
    this.name = 'Refused';
  }
}
