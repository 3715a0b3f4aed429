import { districtQuery, type DistrictParameters } from '#libs/contracts';
import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { html } from '../page/html.js';
import { pageShell } from '../page/page-shell.js';
import { StopDigestsCommand } from './stop-digests.command.js';

const HTML = 'text/html; charset=utf-8';

/** Where the `List-Unsubscribe` of a digest leads: a mail program posts there by itself (RFC 8058), a person is asked first. */
@Controller('digests')
export class DigestsController {
  readonly #commands: CommandBus;

  constructor(commands: CommandBus) {
    this.#commands = commands;
  }

  @Get(':notice/stop')
  @Header('content-type', HTML)
  ask(): string {
    return pageShell(
      'Digests · Homeroom',
      html`<h1>No more digests by e-mail?</h1>
        <p>What they tell of stays in your inbox. What is urgent still comes.</p>
        <form method="post"><button type="submit">Stop them</button></form>`,
    );
  }

  @Post(':notice/stop')
  @HttpCode(200)
  @Header('content-type', HTML)
  async stop(@Param('notice') notice: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<string> {
    await this.#commands.execute(new StopDigestsCommand(district, notice));
    return pageShell(
      'Digests · Homeroom',
      html`<h1>Digests no longer come by e-mail</h1>
        <p>They are in your inbox. <code>homeroom notices preferences</code> turns them on again.</p>`,
    );
  }
}
