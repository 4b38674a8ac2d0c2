/**
 * The phrasings that make a date a deadline. This is the one place for a new one: add a line here and a line to the
 * table in `read-deadlines.test.ts`.
 */
export interface DeadlineRule {
  id: string;
  /** Words directly before the date; the date begins where the match ends. */
  pattern: RegExp;
  /**
   * Does a bare year count ("trong năm 2026" does; "đến năm 2030" only at the beginning of a clause, since names of
   * programmes end in the same words)?
   */
  years: 'always' | 'clause' | 'never';
  /** May the date lack its year ("trước ngày 10/4")? */
  allowsBareDay: boolean;
}

/** Small words that may stand between the trigger and the date. */
const filler = String.raw`(?:\s+(?:là|vào|đến|hết|cuối|đầu|giữa|khoảng|trong|trước|các|những|dịp|thời\s+gian|trung\s+tuần|thượng\s+tuần|hạ\s+tuần|tuần\s+(?:thứ\s+)?(?:\d|nhất|hai|ba|tư|đầu|cuối)\s+(?:của\s+)?(?=tháng)|nửa\s+đầu|nửa\s+cuối|sáng|chiều|tối|lúc\s+[\dhgiờ:’'\s]+,?|\d{1,2}\s?(?:giờ|h|g|:)\s?\d{0,2}(?:\s*phút)?,?(?=\s+ngày)))*\s*`;

const words = (alternatives: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${alternatives})${filler}[:,]?\\s*`, 'giu');

export const deadlineRules: readonly DeadlineRule[] = [
  {
    id: 'deadline.before',
    pattern: words(String.raw`xong\s+trước|hoàn\s+thành\s+trước|trước`),
    years: 'always',
    allowsBareDay: true,
  },
  {
    id: 'deadline.latest',
    pattern: words(String.raw`chậm\s+nhất|muộn\s+nhất|hạn\s+cuối|hạn\s+chót|thời\s+hạn|không\s+(?:quá|muộn\s+hơn)`),
    years: 'always',
    allowsBareDay: true,
  },
  {
    id: 'deadline.done',
    pattern: words(String.raw`hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc`),
    years: 'always',
    allowsBareDay: true,
  },
  {
    id: 'deadline.until-end',
    pattern: words(String.raw`(?:từ\s+nay\s+)?(?:đến|tới)\s+hết|hết`),
    years: 'clause',
    allowsBareDay: true,
  },
  { id: 'deadline.until', pattern: words(String.raw`từ\s+nay\s+đến|đến|tới`), years: 'clause', allowsBareDay: true },
  { id: 'deadline.within', pattern: words('trong|vào'), years: 'always', allowsBareDay: true },
  {
    id: 'deadline.expected',
    pattern: words(String.raw`dự\s+kiến|định\s+kỳ|tổ\s+chức(?:\s+vào)?|diễn\s+ra|lúc|bắt\s+đầu`),
    years: 'never',
    allowsBareDay: true,
  },
  {
    id: 'deadline.part-of',
    pattern: words(String.raw`cuối|đầu|giữa|trung\s+tuần|thượng\s+tuần|hạ\s+tuần`),
    years: 'never',
    allowsBareDay: false,
  },
];

/** "Hằng tháng (vào ngày 20)": the month that returns stands before the day. */
export const monthlyDay =
  /(?<![\p{L}])(?:(?:hằng|hàng|mỗi)\s+tháng\s*[,:(]?\s*(?:(?:vào|trước|chậm\s+nhất)\s+(?:là\s+)?)?|(?:báo\s+cáo|định\s+kỳ)\s*:?\s*tháng\s*[,:(]?\s*(?:vào|trước|chậm\s+nhất)\s+(?:là\s+)?)(?:ngày|mùng|mồng)\s+(\d{1,2})(?!\s*(?:\d|[/.-]\s*\d|tháng))/giu;

/** "Ngày 25 hằng tháng, …": the day that returns opens a clause, or is all that brackets hold. */
export const dayOfEachMonth = /(?:^|[,;(]\s*)(?=(?:ngày|mùng|mồng)\s+\d{1,2}\s+(?:hằng|hàng|mỗi)\s+tháng)/giu;

/** "từ ngày … đến ngày …": the end counts; "từ ngày …" alone is a beginning. */
export const spanOpening = new RegExp(String.raw`(?<![\p{L}])(?:kể\s+)?từ${filler}`, 'giu');

/** Between the two ends of a span. */
export const spanMiddle = /\s*\)?\s*(?:(?:cho\s+)?(?:đến|tới)(?:\s+hết)?|[-–—])\s*/iuy;

/** Labels whose line says when: all of it is a date, no trigger needed. */
export const timeLabel =
  /^(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn|ngày|lộ\s+trình|hoàn\s+thành|thực\s+hiện\s+thời\s+gian)(?:\s+(?:và\s+địa\s+điểm|,\s*địa\s+điểm|địa\s+điểm|thực\s+hiện|hoàn\s+thành|tổ\s+chức|triển\s+khai|tiến\s+hành|báo\s+cáo|kết\s+thúc|dự\s+kiến|gửi|nộp|nhận|đăng\s+ký|xong|bắt\s+đầu|thi|diễn\s+ra|cụ\s+thể|\p{Ll}+)){0,7}$/iu;
