import { Clock } from '#libs/event-sourcing';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RAW_BODY } from './event-bodies.js';
import { readEvents } from './event-request.js';
import { answerOf, type EventsAnswer } from './events-answer.js';
import { problemOfRefusal, problemOfTrouble, type Problem } from './problem.js';
import { TakeRecordsCommand } from './take-records.command.js';

const RETRY_AFTER_SECONDS = 5;

/** Takes native events over HTTP: one, a batch, or one in binary mode. */
@Controller('api/events')
export class EventsController {
  readonly #commands: CommandBus;
  readonly #clock: Clock;

  constructor(commands: CommandBus, clock: Clock) {
    this.#commands = commands;
    this.#clock = clock;
  }

  @Post()
  @HttpCode(200)
  @RouteConfig(RAW_BODY)
  async take(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<EventsAnswer | Problem> {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const { items, refusal } = readEvents({ id: request.id, headers: request.headers, body }, this.#clock.now().toISOString());
    try {
      const outcomes = items.length === 0 ? [] : await this.#commands.execute(new TakeRecordsCommand(items));
      return refusal === null ? answerOf(outcomes) : tell(reply, problemOfRefusal(refusal));
    } catch (error) {
      const problem = problemOfTrouble(error);
      if (problem === null) throw error;
      return tell(reply.header('retry-after', RETRY_AFTER_SECONDS), problem);
    }
  }
}

function tell(reply: FastifyReply, problem: Problem): Problem {
  reply.status(problem.status).type('application/problem+json');
  return problem;
}
