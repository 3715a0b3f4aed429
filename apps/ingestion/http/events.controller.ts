import type { EventsAnswer } from '#libs/contracts';
import { Clock } from '#libs/event-sourcing';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntakeItem, IntakeOutcome } from '../intake/intake-item.js';
import { RAW_BODY } from './event-bodies.js';
import { readEvents } from './event-request.js';
import { answerOf } from './events-answer.js';
import { problemOfRefusal, problemOfTrouble } from './problem.js';
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
  async take(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<EventsAnswer> {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const { items, refusal } = readEvents({ id: request.id, headers: request.headers, body }, this.#clock.now().toISOString());
    const outcomes = await this.#taken(items, reply);
    if (refusal !== null) throw problemOfRefusal(refusal);
    return answerOf(outcomes);
  }

  async #taken(items: readonly IntakeItem[], reply: FastifyReply): Promise<readonly IntakeOutcome[]> {
    if (items.length === 0) return [];
    try {
      return await this.#commands.execute(new TakeRecordsCommand(items));
    } catch (error) {
      const problem = problemOfTrouble(error);
      if (problem === null) throw error;
      reply.header('retry-after', RETRY_AFTER_SECONDS);
      throw problem;
    }
  }
}
