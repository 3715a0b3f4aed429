import { ReadModels } from '#libs/event-sourcing';
import { Injectable } from '@nestjs/common';
import { DistrictScopes } from '../scope/district-scopes.js';
import { feedsOf } from './read-feed-counts.js';
import { silentSchools } from './silence.js';

/** Schools, most of them to be named in one sentence. */
const MOST_NAMED = 10;

/** Which schools have fallen silent, in sentences. */
@Injectable()
export class Silences {
  readonly #scopes: DistrictScopes;
  readonly #models: ReadModels;

  constructor(scopes: DistrictScopes, models: ReadModels) {
    this.#scopes = scopes;
    this.#models = models;
  }

  /** One for each district that has any. */
  async inWords(): Promise<string[]> {
    const sentences: string[] = [];
    for (const scope of await this.#scopes.all()) {
      const silent = silentSchools(scope, await feedsOf(this.#models, scope.district));
      if (silent.length > 0)
        sentences.push(
          sentenceOf(
            scope.district,
            silent.map(({ schoolId }) => schoolId),
          ),
        );
    }
    return sentences;
  }
}

function sentenceOf(district: string, schools: readonly string[]): string {
  const more = schools.length > MOST_NAMED ? ` and ${schools.length - MOST_NAMED} more` : '';
  const named = `${schools.slice(0, MOST_NAMED).join(', ')}${more}`;
  return `District ${district}: no attendance for more than a school day from ${named}. What is shown there may be old.`;
}
