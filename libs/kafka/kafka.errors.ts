/** The broker did not do what it was asked for; asking again later is sound. */
export class KafkaError extends Error {
  override readonly name: string = 'KafkaError';
}

/** A topic is missing, or topics do not fit together. */
export class TopicsError extends KafkaError {
  override readonly name = 'TopicsError';
}

/** The broker refuses this client, or sends what this client cannot read: trying again changes nothing. */
export class KafkaAccessError extends KafkaError {
  override readonly name = 'KafkaAccessError';
}

/** Trouble that should have passed has lasted too long. Nothing was skipped: the next start goes on where this one stood. */
export class KafkaGivenUpError extends KafkaError {
  override readonly name = 'KafkaGivenUpError';
}

/** An error of the driver in the words of this library. */
export function kafkaErrorOf(error: unknown, doing: string): KafkaError {
  if (error instanceof KafkaError) return error;
  const { name, message } = rootOf(error);
  if (name === 'KafkaJSSASLAuthenticationError') {
    return new KafkaAccessError(`${doing}: the broker refuses the credentials (${message}): check KAFKA_SASL_*.`, { cause: error });
  }
  if (name === 'KafkaJSNotImplemented') {
    return new KafkaAccessError(`${doing}: ${message}: have the producer send uncompressed, gzip or zstd.`, { cause: error });
  }
  return new KafkaError(`${doing}: ${message}`, { cause: error });
}

/** Retries wrap what they failed with. */
function rootOf(error: unknown): { readonly name: string; readonly message: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return error.name === 'KafkaJSNumberOfRetriesExceeded' && error.cause instanceof Error ? rootOf(error.cause) : error;
}
