import { ReadModels } from '#libs/event-sourcing';
import { Injectable } from '@nestjs/common';
import { People } from '../people/people.js';
import { DistrictScopes } from './district-scopes.js';

/** What answers a question about a district: which one is meant, its documents, and whose they are. */
@Injectable()
export abstract class DistrictQuestions {
  constructor(
    protected readonly scopes: DistrictScopes,
    protected readonly people: People,
    protected readonly models: ReadModels,
  ) {}
}
