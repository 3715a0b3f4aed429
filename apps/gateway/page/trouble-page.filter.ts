import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { StoreError } from '#libs/sqlite';
import { html } from './html.js';
import { pageShell } from './page-shell.js';

/** A page that a store keeps from being shown says so in words: what is wrong with which file, and what to do. */
@Catch(StoreError)
export class TroublePageFilter implements ExceptionFilter<StoreError> {
  catch({ message }: StoreError, host: ArgumentsHost): void {
    const page = pageShell(
      'Homeroom',
      html`<h1 data-live="trouble">This page cannot be shown</h1>
        <p data-live="reason">${message}</p>`,
    );
    void host.switchToHttp().getResponse<FastifyReply>().status(500).type('text/html; charset=utf-8').send(page);
  }
}
