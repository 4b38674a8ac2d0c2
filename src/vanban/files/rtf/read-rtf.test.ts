import { expect, test } from 'vitest';
import { readSource } from '../read-source.ts';
import { readRtf } from './read-rtf.ts';

const rtf = (body: string) =>
  Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1258\\deff0{\\fonttbl{\\f0\\fcharset163 Times New Roman;}{\\f1\\fcharset0 .VnTimeH;}{\\f2\\fcharset0 VNI-Times;}}${body}}`,
    'latin1',
  );
const textOf = (body: string) => readRtf(rtf(body)).text;

test("characters in Unicode, with and without a substitute, and in hex by the font's character set", () => {
  expect(textOf(String.raw`\u272 ?\u7885 ?c s\'e1ch \uc0\u273 \u7873 u`)).toBe('Đọc sách đều\n');
  // Bytes of windows-1258: e with hat, then the tone on its own.
  expect(textOf(String.raw`\f0 k\'ea\'ec ho\'e1ch`)).toBe('kế hoách\n');
});

test('legacy fonts are decoded run by run', () => {
  expect(textOf(String.raw`S\u7889 ? {\f1 k\'d5 ho\'b9ch} {\f2 \'f1oa\'f8n vie\'e2n}\par`)).toBe(
    'Số KẾ HOẠCH đoàn viên\n',
  );
});

test('paragraphs, line breaks, tabs, quotes; what is hidden, deleted or for the machine is left out', () => {
  const source = readRtf(
    rtf(
      String.raw`{\info{\title Không in}}{\*\unknown x}M\u7897 ?t\line hai\tab ba\par {\v kín}{\deleted b\u7887 ?}\ldblquote b\u7889 ?n\rdblquote{\field{\*\fldinst HYPERLINK "x"}{\fldrslt n\u259 ?m}}{\pict 0102ff}\par`,
    ),
  );
  expect(source.text).toBe('Một\nhai\tba\n“bốn”năm\n');
  expect(source.repairs).toEqual(['tracked-changes-accepted']);
});

test('numbers of lists come from the text beside them', () => {
  const source = readRtf(rtf(String.raw`{\listtext\tab I.\tab}M\u7909 ?c ti\'eau\par{\listtext 1)\tab}Chung\par`));
  expect(source.text).toBe('I. Mục tiêu\n1) Chung\n');
  expect(source.listMarks?.map(({ mark }) => mark)).toEqual(['I.', '1)']);
});

test('tables with cells over columns and rows', () => {
  const row = (cells: string, content: string) => String.raw`\trowd${cells}\pard\intbl ${content}\row`;
  const source = readRtf(
    rtf(
      row(String.raw`\clvmgf\cellx1000\cellx3000`, String.raw`A\cell B\cell`) +
        row(String.raw`\clvmrg\cellx1000\cellx2000\cellx3000`, String.raw`\cell C\cell D\cell`) +
        String.raw`\pard Sau\par`,
    ),
  );
  expect(
    source.tables?.[0]?.rows.map((cells) =>
      cells.cells.map(({ text, columnSpan = 1, rowSpan = 1 }) => [text, columnSpan, rowSpan]),
    ),
  ).toEqual([
    [
      ['A', 1, 2],
      ['B', 2, 1],
    ],
    [
      ['C', 1, 1],
      ['D', 1, 1],
    ],
  ]);
  expect(source.text).toBe('A\nB\nC\nD\nSau\n');
});

test('a header before, a footer behind, and a page number alone left out', () => {
  expect(textOf(String.raw`{\header H\u7897 ?i s\'e1ch\par}{\footer 2\par}Th\'e2n\par`)).toBe('Hội sách\nThân\n');
});

test.for([
  ['groups that never end', `{\\rtf1 ${'{'.repeat(300_000)}x`],
  ['groups that never began', `{\\rtf1 x${'}'.repeat(300_000)}y`],
  ['a binary length beyond the file', '{\\rtf1 x\\bin999999999 y}'],
  ['numbers beyond measure', '{\\rtf1\\uc9999999\\u99999999999 x\\itap99999\\cell\\row}'],
] as const)('%s do no harm', async ([, text]) => {
  const start = performance.now();
  await readSource(Buffer.from(text)).catch((error: unknown) => expect(error).toMatchObject({ name: 'DocumentError' }));
  expect(performance.now() - start).toBeLessThan(2000);
});
