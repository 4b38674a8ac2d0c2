import { getLocale } from '#app/paraglide/runtime.js';
import { formatDate } from './format-values.ts';

/** A moment as the clock in Vietnam shows it: "14:05 21/11/2026". */
export function formatMoment(at: Date): string {
  const zone = { timeZone: 'Asia/Ho_Chi_Minh' } as const;
  const time = new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : 'vi-VN', {
    ...zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const day = new Intl.DateTimeFormat('sv-SE', zone);
  return `${time.format(at)} ${formatDate(day.format(at))}`;
}
