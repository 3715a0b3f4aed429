import type { TranslatedLanguage } from '#libs/domain';
import { english } from './english.js';
import { spanish } from './spanish.js';
import type { Wording } from './wording.js';

/** ISO 639-1. */
export type Language = 'en' | TranslatedLanguage;

const wordings: Readonly<Record<Language, Wording>> = { en: english, es: spanish };

export function wordingIn(language: Language): Wording {
  return wordings[language];
}
