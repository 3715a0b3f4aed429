import { asyncApiDocument, openApiDocument } from '#libs/contracts';
import { Controller, Get, Header } from '@nestjs/common';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The API as documents for programs, made once when first asked for. */
@Controller('api')
export class ApiDocumentsController {
  #openApi: Promise<string> | null = null;
  #asyncApi: Promise<string> | null = null;

  @Get('openapi.json')
  @Header('content-type', JSON_TYPE)
  openApi(): Promise<string> {
    return (this.#openApi ??= openApiDocument().then((document) => JSON.stringify(document)));
  }

  @Get('asyncapi.json')
  @Header('content-type', JSON_TYPE)
  asyncApi(): Promise<string> {
    return (this.#asyncApi ??= asyncApiDocument().then((document) => JSON.stringify(document)));
  }
}
