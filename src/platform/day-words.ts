const places: Record<string, string> = { vi: 'vi-VN', en: 'en-GB' };

/** The place whose manner of writing days and numbers a language follows. */
export const placeOf = (locale: string): string => places[locale] ?? 'vi-VN';

/** A calendar date (`yyyy-mm-dd`, no time, no zone) as "Thứ Bảy, 21/11/2026"; the text itself where it is no date. */
export function dayWords(day: string, locale: string, look: 'long' | 'short' = 'short'): string {
  // Read as UTC and written as UTC, so that no time zone can move it to the day before.
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime())) return day;
  const options: Intl.DateTimeFormatOptions = {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
    ...(look === 'long' ? { weekday: 'long' as const } : {}),
  };
  return new Intl.DateTimeFormat(placeOf(locale), options).format(date);
}
