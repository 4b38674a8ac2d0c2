import { m } from '#app/paraglide/messages.js';
import { getLocale } from '#app/paraglide/runtime.js';
import type { Occurrence } from '#app/modules/calendar/commemorations.ts';

/** "Kỷ niệm 97 năm Ngày thành lập Công đoàn Việt Nam", or the name alone where nobody counts. */
export function commemorationName(one: Pick<Occurrence, 'nameVi' | 'nameEn' | 'years'>): string {
  const name = getLocale() === 'en' ? one.nameEn : one.nameVi;
  return one.years === null ? name : m.calendar_anniversary({ years: one.years, name });
}

/** What a title on paper says, in Vietnamese whatever the reader's language. */
export function commemorationTitle(one: Pick<Occurrence, 'nameVi' | 'years'>): string {
  return one.years === null
    ? one.nameVi
    : m.calendar_anniversary({ years: one.years, name: one.nameVi }, { locale: 'vi' });
}
