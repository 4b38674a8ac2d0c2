import { type Recurrence } from '../../plan-document.ts';

const rules: readonly { recurrence: Recurrence; pattern: RegExp }[] = [
  { recurrence: 'half-yearly', pattern: /(?:0?6|sáu)\s+tháng\s*(?:,|và|\/|một lần|\/\s*lần)/iu },
  { recurrence: 'quarterly', pattern: /(?:hằng|hàng|mỗi|từng|định\s+kỳ)\s+quý/iu },
  { recurrence: 'monthly', pattern: /(?:hằng|hàng|mỗi|từng|định\s+kỳ)\s+tháng/iu },
  { recurrence: 'weekly', pattern: /(?:hằng|hàng|mỗi)\s+tuần/iu },
  { recurrence: 'daily', pattern: /(?:hằng|hàng|mỗi)\s+ngày/iu },
  { recurrence: 'yearly', pattern: /(?:hằng|hàng|mỗi|từng)\s+năm/iu },
  { recurrence: 'continuous', pattern: /thường\s+xuyên|liên\s+tục/iu },
  { recurrence: 'periodic', pattern: /định\s+kỳ/iu },
];

/** How often, where the words say so; the shortest rhythm named wins over "thường xuyên". */
export function recurrenceOf(text: string): Recurrence | null {
  return rules.find(({ pattern }) => pattern.test(text))?.recurrence ?? null;
}
