import { readFileSync } from 'node:fs';
import { districtQuery, startPageQuery, type DistrictParameters, type StartPageParameters } from '#libs/contracts';
import { Controller, Get, Header, Param, Query, UseFilters } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { alertPage } from './alert-page.js';
import { AlertPageQuery } from './alert-page.query.js';
import { startPage } from './start-page.js';
import { TroublePageFilter } from './trouble-page.filter.js';
import { StartPageQuery } from './start-page.query.js';

const asset = (name: string): string => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');
const css = asset('style.css');
const script = asset('live.js');
const icon = asset('icon.svg');
const CACHE = 'no-cache';

/** The start page, the page of an alert, and the three files they need. */
@Controller()
@UseFilters(TroublePageFilter)
export class PageController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Query({ schema: startPageQuery }) { district, page }: StartPageParameters): Promise<string> {
    return startPage(await this.#queries.execute(new StartPageQuery(district, page)));
  }

  /** What the messages link to. */
  @Get('alerts/:id')
  @Header('content-type', 'text/html; charset=utf-8')
  async alert(@Param('id') id: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<string> {
    return alertPage(await this.#queries.execute(new AlertPageQuery(district, id)));
  }

  @Get('assets/style.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', CACHE)
  styles(): string {
    return css;
  }

  @Get('assets/live.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', CACHE)
  script(): string {
    return script;
  }

  @Get('assets/icon.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', CACHE)
  icon(): string {
    return icon;
  }
}
