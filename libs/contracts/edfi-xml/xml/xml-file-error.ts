/** Why a file cannot be read, and on which line. */
export class XmlFileError extends Error {
  constructor(
    readonly reason: string,
    readonly line: number,
  ) {
    super(reason);
    this.name = 'XmlFileError';
  }
}
