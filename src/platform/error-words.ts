import * as messages from '#app/paraglide/messages.js';
import { getLocale } from '#app/paraglide/runtime.js';
import { dayWords } from '#app/platform/day-words.ts';
import type { AppErrorCode, ErrorParams } from '#app/platform/errors.ts';

type Words = (params: ErrorParams, options?: { locale?: 'vi' | 'en' }) => string;
const all = messages as unknown as Record<string, Words | undefined>;

/**
 * Words by message key; a day among the params is written as the reader writes days. Server only: in the browser it
 * would pull in every message there is.
 */
export function wordsFor(key: string, params: ErrorParams = {}, locale?: 'vi' | 'en'): string | undefined {
  return all[key]?.(withDays(params, locale ?? getLocale()), locale ? { locale } : undefined);
}

function withDays(params: ErrorParams, locale: string): ErrorParams {
  const words = (value: ErrorParams[string]) => (typeof value === 'string' ? dayWords(value, locale) : value);
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, words(value)]));
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
