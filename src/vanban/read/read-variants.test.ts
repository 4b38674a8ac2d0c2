import { expect, test } from 'vitest';
import { readPlainText } from '../files/read-plain-text.ts';
import { readPlan } from './read-plan.ts';
import { decisionWithPlan, letter, schoolPlan, unionPlan } from './testing/sample-documents.ts';

/** One document typed in another manner: the words stay, so what is read out of them must stay. */
type Variant = (text: string) => string;

const eachLine =
  (change: (line: string) => string): Variant =>
  (text) =>
    text.split('\n').map(change).join('\n');

/** Long lines broken as a converter with a fixed width does; cells of tables are left. */
const wrapAt = (width: number): Variant =>
  eachLine((line) => {
    if (line.startsWith('\t') || line.length <= width) return line;
    const lines: string[] = [''];
    for (const word of line.split(' ')) {
      const last = lines.at(-1)!;
      if (last && last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines.join('\n');
  });

const anywhere: [string, Variant][] = [
  ['decomposed signs', (t) => t.normalize('NFD')],
  ['non-breaking spaces', (t) => t.replace(/(?<=\S) (?=\S)/g, '\u00a0')],
  ['line ends of Windows', (t) => t.replace(/\n/g, '\r\n')],
  ['white space at the ends of lines', eachLine((l) => `${l}  `)],
  ['soft hyphens', (t) => t.replace(/(\p{L}{3})(\p{L}{2} )/gu, '$1\u00ad$2')],
  ['dashes of another length', eachLine((l) => l.replace(/^- /, '– '))],
  ['round bullets', eachLine((l) => l.replace(/^- (?=\p{L})/u, '• '))],
  ['dashes without a space', eachLine((l) => l.replace(/^- (?=\p{Lu})/u, '-'))],
  ['straight quotation marks', (t) => t.replace(/[“”]/g, '"')],
  ['numbers with a bracket', eachLine((l) => l.replace(/^((?:\*\*)?\d{1,2})\. /, '$1) '))],
  ['numbers with a stroke', eachLine((l) => l.replace(/^((?:\*\*)?[IVX]{1,4})\. /, '$1/ '))],
  ['no marks of emphasis', (t) => t.replace(/\*/g, '')],
  ['blank lines doubled', (t) => t.replace(/\n\n/g, '\n\n\n')],
  [
    'headings in small letters',
    eachLine((l) => l.replace(/^([IVX]+\. \p{Lu})(.*)$/u, (_, a: string, b: string) => a + b.toLowerCase())),
  ],
  ['tone marks in the other place', (t) => t.replace(/ủy/g, 'uỷ').replace(/óa/g, 'oá').replace(/òa/g, 'oà')],
];
/** Of documents that have one paragraph a line. */
const ofLines: [string, Variant][] = [
  ['wrapped at 72 columns', wrapAt(72)],
  ['wrapped at 95 columns', wrapAt(95)],
  ['no blank lines', (t) => t.replace(/\n\n(?!\t)/g, '\n')],
];

const samples: [string, string, boolean][] = [
  ['plan of a union', unionPlan, true],
  ['decision with a plan', decisionWithPlan, false],
  ['letter', letter, false],
  ['plan of a school', schoolPlan, true],
];

const plain = (text: string | null): string | null =>
  text &&
  text
    .normalize('NFC')
    .replace(/[“”]/g, '"')
    .replace(/uỷ/g, 'ủy')
    .replace(/oá/g, 'óa')
    .replace(/oà/g, 'òa')
    .toLowerCase()
    .replace(/[\s*]+/g, ' ');

/** What a user sees of a reading, without places in the source. */
function reading(text: string): unknown {
  const plan = readPlan(readPlainText(new TextEncoder().encode(text), false));
  return {
    header: [plan.docType, plain(plan.title), plan.number, plan.date, plain(plan.place), plain(plan.issuer)],
    basis: plan.legalBasis.map((b) => [b.number, b.date]),
    sections: plan.sections.map((s) => [s.path, plain(s.heading)]),
    targets: plan.targets.map((t) => [t.value, t.comparator, t.unit, t.period]),
    tasks: plan.tasks.map((t) => [plain(t.owner), t.deadline, plain(t.quote)?.slice(0, 40)]),
    quotas: plan.quotas.map((q) => [plain(q.unit), plain(q.item), q.count]),
    duties: plan.reportingDuties.map((d) => [plain(d.from), plain(d.to), d.deadline]),
    recipients: plan.recipientLines.map((r) => [plain(r.name), r.purpose]),
    signer: [plan.signer?.authority, plan.signer?.title, plain(plan.signer?.name ?? null)],
  };
}

for (const [name, text, isLines] of samples) {
  test.for([...anywhere, ...(isLines ? ofLines : [])])(`${name}, %s: the same is read`, ([, change]) => {
    expect(reading(change(text))).toEqual(reading(text));
  });
}

test('room left for a number and a day parts no columns', () => {
  const plan = readPlan({
    text: `UBND HUYỆN AN SƠN
PHÒNG NÔNG NGHIỆP

Số:          /KH-PNN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

An Sơn, ngày       tháng 10  năm 2026

KẾ HOẠCH
Trồng cây

I. NỘI DUNG
- Trồng cây.
`,
  });
  expect([plan.number, plan.place, plan.date]).toEqual([null, 'An Sơn', '2026-10']);
});
