import * as messages from '#app/paraglide/messages.js';
import type { AppErrorCode, ErrorParams } from '#app/platform/errors.ts';

type Words = (params: ErrorParams, options?: { locale?: 'vi' | 'en' }) => string;
const all = messages as unknown as Record<string, Words | undefined>;

/** Words by message key. Server only: in the browser it would pull in every message there is. */
export function wordsFor(key: string, params: ErrorParams = {}, locale?: 'vi' | 'en'): string | undefined {
  return all[key]?.(params, locale ? { locale } : undefined);
}

/** The sentence for an error code in the reader's language; a code without words falls back to the general sentence. */
export function errorWords(code: AppErrorCode | string, params: ErrorParams = {}, locale?: 'vi' | 'en'): string {
  const key = `error_${code.replaceAll('.', '_')}`;
  return wordsFor(key, params, locale) ?? wordsFor('error_unexpected', params, locale) ?? code;
}

/** The sentence for a faulty field (`field_…` key, or a code of the validation library). */
export function fieldWords(problem: string, locale?: 'vi' | 'en'): string {
  return wordsFor(problem, {}, locale) ?? wordsFor('field_invalid', {}, locale) ?? problem;
}
