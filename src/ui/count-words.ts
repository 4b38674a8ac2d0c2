import { m } from '#app/paraglide/messages.js';
import { formatNumber } from '#app/ui/format-values.ts';

/** How many there are, or at least are: whoever counted stopped there. */
export function countWords(count: number, isMore: boolean): string {
  return isMore ? m.ui_at_least({ count: formatNumber(count) }) : formatNumber(count);
}
