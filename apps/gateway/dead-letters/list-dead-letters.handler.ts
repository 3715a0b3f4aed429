import type { DeadLettersAnswer } from '#libs/contracts';
import { Directory, InvalidQueryError } from '#libs/directory';
import { ProblemError } from '#libs/service';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ListDeadLettersQuery } from './list-dead-letters.query.js';

@QueryHandler(ListDeadLettersQuery)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLettersQuery> {
  readonly #directory: Directory;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  async execute({ parameters: { district, reason, cursor, limit } }: ListDeadLettersQuery): Promise<DeadLettersAnswer> {
    const query = {
      limit,
      ...(district === undefined ? {} : { district }),
      ...(reason === undefined ? {} : { reason }),
      ...(cursor === undefined ? {} : { after: cursor }),
    };
    try {
      const { letters, next } = await this.#directory.deadLetters(query);
      return { counts: await this.#directory.countDeadLetters(district), deadLetters: letters, next };
    } catch (error) {
      if (error instanceof InvalidQueryError) throw new ProblemError(400, error.message);
      throw error;
    }
  }
}
