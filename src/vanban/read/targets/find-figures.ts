import { type Comparator } from '../../plan-document.ts';
import { countWords } from '../words/letters.ts';

/** A figure to be reached, as it stands in a text. */
export interface Figure {
  value: number;
  baseline: number | null;
  comparator: Comparator;
  comparatorText: string | null;
  unit: 'percent' | 'count';
  unitText: string;
  from: number;
  to: number;
  rule: string;
}

const comparators: readonly { comparator: Comparator; words: string }[] = [
  { comparator: '<=', words: 'không quá|không vượt quá|không vượt|tối đa|nhiều nhất|không cao hơn|không lớn hơn|≤|<=' },
  { comparator: '>=', words: 'ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|thấp nhất|≥|>=|từ' },
  { comparator: '>', words: 'trên|hơn|vượt|cao hơn|quá|>' },
  { comparator: '<', words: 'dưới|ít hơn|thấp hơn|<' },
];
const anyComparator = comparators.map((c) => c.words).join('|');
/** Words between the comparator and its figure: "ít nhất có 02", "tối thiểu mỗi đơn vị đạt". */
const between = String.raw`(?:\s+(?:có|đạt|là|từ|mỗi|được|khoảng|phải|tổ chức|số|một|đơn vị|năm|quý|tháng)){0,4}\s*`;
const number = String.raw`\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?`;
const rise = String.raw`từ\s+(${number})\s*%?(?:\s+[\p{L}]+){0,4}?\s+(?:lên|xuống(?:\s+còn)?|còn|đến)\s+(?:(trên|dưới|hơn|ít nhất|tối thiểu|không quá|tối đa)\s+)?(?:còn\s+)?`;

const percent = new RegExp(
  String.raw`(?:(?<![\p{L}])(${anyComparator})${between})?(?<![\d.,/-])(${number})\s*%(\s*(?:số\s+\p{L}+\s+)?trở\s+lên|\s*trở\s+xuống)?`,
  'giu',
);
const counted = new RegExp(
  String.raw`(?<![\p{L}])(${anyComparator})${between}(?<![\d.,/-])(${number})(?!\s*[%\d/-]|[.,]\d)\s+(\p{L}[\p{L}/]*(?:\s+\p{L}+){0,3})`,
  'giu',
);
const upward = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])(?:từ\s+)?(${number})\s+(\p{L}+(?:\s\p{L}+){0,3}?)\s+trở\s+(lên|xuống)`,
  'giu',
);
const range = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])(?:đạt|có|là|từ|tăng|giảm|khoảng|thêm|mới)\s+(?:(?:khoảng|từ|đạt)\s+)?(${number})\s*%?\s*(?:[-–]|đến)\s*(${number})\s*(%|(?=\p{L})\p{L}[\p{L}/]*(?:\s+\p{L}+){0,3})`,
  'giu',
);
const times = new RegExp(
  String.raw`(?:(?<![\p{L}])(${anyComparator})${between})?gấp\s+(?:(${anyComparator})\s+)?(${number})\s+lần`,
  'giu',
);
const rate = new RegExp(
  String.raw`(?:(?<![\p{L}])(${anyComparator})${between})?(?:đạt|có|là)?\s*(?<![\d.,/-])(\d+(?:[.,]\d+)?)\s*\/\s*(10\.000|1\.000|100\.000|vạn|1000|10000)\s*(dân|người|trẻ|lao động)`,
  'giu',
);
const producing = new RegExp(
  String.raw`(?<![\p{L}])(?:tổ chức|xây dựng|thực hiện|có|đạt|hoàn thành|thành lập|phát triển|kết nạp|đăng|viết|mở|trao|tặng|hỗ trợ|vận động|giới thiệu|in|cấp|phát hành|trồng|sản xuất|bồi dưỡng|tập huấn|đào tạo|phấn đấu|biên soạn|duy trì|lắp đặt|thu|giải quyết|tạo|sửa chữa|ra mắt|công nhận)(?:\s+(?:được|thêm|mới|khoảng|đạt|có|tổng số|việc làm cho))*\s+(từ\s+)?(${number})(?!\s*[%\d/-]|[.,]\d)\s+(\p{L}[\p{L}/]*(?:\s+\p{L}+){0,3})`,
  'giu',
);
const afterColon = new RegExp(
  String.raw`:\s*(${number})(?!\s*[%\d/-]|[.,]\d)\s+(\p{Ll}[\p{L}/]*(?:\s+\p{L}+){0,3})(?=\s*(?:[.;,(]|$|/))`,
  'giu',
);

/** "số lượng: 15 tiết mục", "để bảo đảm hỗ trợ nhà ở cho khoảng 900 hộ": counts wherever they stand. */
const amount = new RegExp(
  String.raw`(?:(?:số lượng|tổng số|quy mô|chỉ tiêu)[^:;.()]{0,40}:\s*|(?:^|[.;,]\s+)(?:để|nhằm|phấn đấu)\s+(?:đảm bảo|bảo đảm|hoàn thành|hỗ trợ)[^.;]{0,80}?\s(?:cho|được)\s+)(?:khoảng\s+|dự kiến\s+)?(?:(${anyComparator})\s+)?(${number})(?!\s*[%\d/-]|[.,]\d)\s+(\p{Ll}[\p{L}/]*(?:\s+\p{L}+){0,3})`,
  'giu',
);

/** Units that bound time or name an order: no figure to be reached. */
const noUnit =
  /^(?:năm|tháng|tuần|ngày|giờ|phút|giây|tuổi|quý|buổi\s+sáng|trang|chữ|khóa|khoá|lần\s+thứ|nhiệm kỳ|thế kỷ|đồng|triệu|tỷ|nghìn|ngàn|đột phá|điểm(?!\s+(?:trường|cầu|bưu))|lợi thế|khâu|phần|bước|nội dung|nhóm|mục|khoản|điều|cấp|giai đoạn|đợt|độ|km|m\d?|mm|trong|và|của|là|hoặc|đến|sao)(?![\p{L}])/iu;
const money = /^(?:đồng|triệu|tỷ|nghìn|ngàn|tỉ)(?![\p{L}])/iu;

/** Signs that a sentence tells what is, or was, or belongs to another plan. */
const present =
  /(?:(?:^|[.;,]\s*)dự\s+báo\s|so\s+với\s+(?:cùng\s+kỳ|năm\s+trước|đầu\s+năm)|cùng\s+kỳ|(?:^|\s)[uư][oớ]c\s+(?:thực\s+hiện|vượt)|(?:^|\s)(?:[uư][oớ]c|đã)\s+(?:đạt|hoàn\s+thành|tổ\s+chức|triển\s+khai|giải\s+ngân)|hiện\s+(?:nay|có|tại)\s|tính\s+đến|tạm\s+(?:cấp|ứng)|trong\s+\d+\s+tháng|chiếm\s+tỷ\s+lệ|trong\s+thời\s+gian\s+qua|nồng\s+độ|dung\s+dịch|cồn|hàm\s+lượng|lãi\s+suất|thuế\s+suất|mức\s+phạt|nếu\s+đạt|không\s+đạt|được\s+cộng|cộng\s+\d+\s+điểm|trừ\s+\d+)/iu;

export interface FigureOptions {
  /** The section sets targets: a bare count counts. */
  isTargets: boolean;
}

/** "… đạt 70% (hiện nay đạt 46%)": what a bracket says of the present is no figure, and does not make the rest so. */
function withoutPresent(text: string): string {
  return text.replace(/\([^()]*\)/gu, (bracket) => (present.test(bracket) ? ' '.repeat(bracket.length) : bracket));
}

export function findFigures(whole: string, options: FigureOptions): Figure[] {
  const text = withoutPresent(whole);
  if (!/\d/.test(text) || present.test(text)) return [];
  const found: Figure[] = [];
  const add = (figure: Figure): void => {
    if (!found.some((f) => figure.from < f.to && f.from < figure.to)) found.push(figure);
  };
  findRises(text).forEach(add);
  findRanges(text, options).forEach(add);
  findPercents(text).forEach(add);
  findRates(text).forEach(add);
  findCounts(text, options).forEach(add);
  found.sort((a, b) => a.from - b.from);
  return found
    .filter((figure, i, all) => !isCondition(text, figure) && !(all.length > 1 && isQualifier(text, figure)))
    .map((figure, i, all) => inheritComparator(text, figure, all[i - 1]));
}

/** "Nếu có từ 02 địa phương trở lên …": a figure that only says when a rule applies. */
function isCondition(text: string, figure: Figure): boolean {
  return /(?:^|[:;,.]\s*)(?:nếu|trường\s+hợp|khi)\s[^,;.]{0,80}$/iu.test(text.slice(0, figure.from + 1));
}

/** "… đơn vị có từ 150 lao động trở lên thành lập tổ …": which units are meant, beside the figure they are to reach. */
function isQualifier(text: string, figure: Figure): boolean {
  return (
    figure.unit === 'count' &&
    !/tối|ít|nhất|không|quá/iu.test(figure.comparatorText ?? '') &&
    /^(?:lao động|đoàn viên|người|công nhân|học sinh|sinh viên|hội viên|đảng viên|hộ)(?![\p{L}])/iu.test(
      figure.unitText,
    ) &&
    /(?:công ty|doanh nghiệp|đơn vị|cơ quan|cơ sở|trường|xã|phường|thôn|chi bộ|CĐCS)\s+(?:có\s+|sử dụng\s+|đông\s+)?$/iu.test(
      text.slice(0, figure.from),
    )
  );
}

/** Does a text hold a figure to be reached, wherever it stands? */
export function hasTarget(text: string): boolean {
  return findFigures(text, { isTargets: false }).length > 0;
}

export function readNumber(text: string): number {
  const compact = text.replace(/\s/g, '');
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(compact)) return Number(compact.replaceAll('.', '').replace(',', '.'));
  return Number(compact.replace(',', '.'));
}

function comparatorOf(
  before: string | undefined,
  after: string | undefined,
): { comparator: Comparator; comparatorText: string | null } {
  const words = [before, after].filter(Boolean).join(' … ').trim() || null;
  if (after && /lên/iu.test(after)) return { comparator: '>=', comparatorText: words };
  if (after && /xuống/iu.test(after)) return { comparator: '<=', comparatorText: words };
  const low = before?.toLowerCase();
  const named = low ? comparators.find((c) => c.words.split('|').includes(low)) : undefined;
  // "từ" compares only where more of a scale is named.
  if (low === 'từ') return { comparator: '=', comparatorText: null };
  return { comparator: named?.comparator ?? '=', comparatorText: words };
}

function findPercents(text: string): Figure[] {
  return [...text.matchAll(percent)].flatMap((m): Figure[] => {
    const to = m.index + m[0].length;
    if (/^\s*[-–]\s*\d/.test(text.slice(to)) || /\d\s*[-–]\s*$/.test(text.slice(0, m.index + m[0].search(/\d/))))
      return [];
    const value = readNumber(m[2]!);
    if (value > 1000) return [];
    return [
      {
        value,
        baseline: null,
        ...comparatorOf(m[1], m[3]),
        unit: 'percent',
        unitText: '%',
        from: m.index,
        to,
        rule: 'targets.percent',
      },
    ];
  });
}

/** "giảm từ 40 xuống 25", "tăng từ 10% lên 15%": the second figure is the target. */
function findRises(text: string): Figure[] {
  const pattern = new RegExp(
    String.raw`(?:tăng|giảm|nâng|hạ)\s(?:[^.;]{0,80}?\s)?${rise}(${number})\s*(%)?(?:\s+(\p{L}+))?`,
    'giu',
  );
  return [...text.matchAll(pattern)].map((m): Figure => ({
    value: readNumber(m[3]!),
    baseline: readNumber(m[1]!),
    ...comparatorOf(m[2], undefined),
    unit: m[4] ? 'percent' : 'count',
    unitText: m[4] ?? m[5] ?? '',
    from: m.index,
    to: m.index + m[0].length,
    rule: 'targets.from-to',
  }));
}

/** "đạt 50 - 55%", "từ 800 đến 1.000 đoàn viên": the lower end is what must be reached at least. */
function findRanges(text: string, { isTargets }: FigureOptions): Figure[] {
  return [...text.matchAll(range)].flatMap((m): Figure[] => {
    const [all, low, high, unit] = m as unknown as [string, string, string, string];
    const isPercent = unit === '%';
    const isGoal = isPercent || isTargets || /phấn\s+đấu|chỉ\s+tiêu|mục\s+tiêu/iu.test(text);
    if (!isGoal || readNumber(low) >= readNumber(high) || (!isPercent && noUnit.test(unit))) return [];
    return [
      {
        value: readNumber(low),
        baseline: null,
        comparator: '>=',
        comparatorText: null,
        unit: isPercent ? 'percent' : 'count',
        unitText: isPercent ? '%' : tidyUnit(unit),
        from: m.index,
        to: m.index + all.length,
        rule: 'targets.range',
      },
    ];
  });
}

function findRates(text: string): Figure[] {
  const rates = [...text.matchAll(rate)].map((m): Figure => ({
    value: readNumber(m[2]!),
    baseline: null,
    ...comparatorOf(m[1], undefined),
    unit: 'count',
    unitText: `/${m[3]} ${m[4]}`,
    from: m.index,
    to: m.index + m[0].length,
    rule: 'targets.rate',
  }));
  const multiples = [...text.matchAll(times)].map((m): Figure => ({
    value: readNumber(m[3]!),
    baseline: null,
    ...comparatorOf(m[2] ?? m[1], undefined),
    unit: 'count',
    unitText: 'lần',
    from: m.index,
    to: m.index + m[0].length,
    rule: 'targets.multiple',
  }));
  return [...rates, ...multiples];
}

function findCounts(text: string, options: FigureOptions): Figure[] {
  const found: Figure[] = [];
  const add = (
    m: RegExpExecArray,
    before: string | undefined,
    value: string,
    unit: string,
    after: string | undefined,
    rule: string,
  ): void => {
    if (noUnit.test(unit) && !(money.test(unit) && options.isTargets)) return;
    const read = comparatorOf(before, after);
    found.push({
      value: readNumber(value),
      baseline: null,
      ...read,
      unit: 'count',
      unitText: tidyUnit(unit),
      // A figure of a list begins where it stands, not at the word that joins it.
      from: rule === 'targets.count-listed' ? m.index + m[0].indexOf(value) : m.index,
      to: m.index + m[0].length,
      rule,
    });
  };
  for (const m of text.matchAll(upward))
    add(m, undefined, m[1]!, m[2]!, m[3] === 'lên' ? 'trở lên' : 'trở xuống', 'targets.count-upward');
  for (const m of text.matchAll(counted)) {
    if (m[1]!.toLowerCase() === 'từ' || m[1]!.toLowerCase() === 'quá') continue;
    add(m, m[1], m[2]!, m[3]!, undefined, 'targets.count-compared');
  }
  for (const m of text.matchAll(amount)) add(m, m[1], m[2]!, m[3]!, undefined, 'targets.count-amount');
  const isGoal =
    options.isTargets ||
    /phấn\s+đấu|chỉ\s+tiêu|^[-–+•\s]*mỗi\s|(?:^|\s)mỗi\s+(?:đơn\s+vị|CĐCS|năm|quý|tháng|công\s+đoàn|chi\s+đoàn|cơ\s+sở)|trong\s+nhiệm\s+kỳ/iu.test(
      text,
    );
  if (!isGoal && found.length === 0) return found;
  // "mỗi năm phát triển từ 05 bộ": from five upwards.
  if (isGoal)
    for (const m of text.matchAll(producing))
      add(m, m[1] ? 'ít nhất' : undefined, m[2]!, m[3]!, undefined, 'targets.count-made');
  if (options.isTargets)
    for (const m of text.matchAll(afterColon)) add(m, undefined, m[1]!, m[2]!, undefined, 'targets.count-after-colon');
  for (const m of text.matchAll(
    /(?:,|và|hoặc)\s+(\d{1,5})\s+(\p{Ll}[\p{L}/]*)(?=\s*(?:[,.;)]|$|\/|\s(?:và|trong|trên|về)\s))/gu,
  )) {
    if (found.some((f) => f.to <= m.index + m[0].indexOf(m[1]!) && m.index - f.to < 25))
      add(m, undefined, m[1]!, m[2]!, undefined, 'targets.count-listed');
  }
  return found;
}

/** The thing counted, without the words that go on about it. */
function tidyUnit(unit: string): string {
  return unit
    .replace(
      /\s+(?:trong|trên|và|của|cho|về|được|theo|với|là|có|mỗi|để|tại|ở|thuộc|do|bằng|trở|đạt|đến|hoặc)(?:\s.*)?$/iu,
      '',
    )
    .trim();
}

/** "ít nhất 02 tin, 01 bài": the comparator holds for the second figure too. */
function inheritComparator(text: string, figure: Figure, before: Figure | undefined): Figure {
  if (!before || figure.comparatorText !== null || before.comparatorText === null || figure.value === 100)
    return figure;
  const gap = text.slice(before.to, figure.from);
  if (
    countWords(gap) > 3 ||
    /[.;]/.test(gap) ||
    /trở/iu.test(before.comparatorText) ||
    !/^\s*(?:\p{L}+\s*){0,3}(?:,|và)?\s*$/u.test(gap)
  )
    return figure;
  return { ...figure, comparator: before.comparator, comparatorText: before.comparatorText };
}
