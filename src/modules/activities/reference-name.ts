import { getLocale } from '#app/paraglide/runtime.js';

/** The name of a line of reference data in the reader's language. */
export function nameIn(line: { nameVi: string; nameEn: string } | undefined): string {
  if (!line) return '';
  return getLocale() === 'en' ? line.nameEn : line.nameVi;
}
