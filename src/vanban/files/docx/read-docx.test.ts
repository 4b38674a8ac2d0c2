import { Document, Footer, Header, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { expect, test } from 'vitest';
import { item, level, makeDocx, p, run } from '../testing/make-docx.ts';
import { readDocx } from './read-docx.ts';

const lines = (bytes: Uint8Array) => readDocx(bytes).text.trimEnd().split('\n');

const outline =
  `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'decimal', '%2.%3.')}${level(3, 'lowerLetter', '%4)')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '-')}${level(1, 'bullet', '\uF0B7')}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' +
  '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>';

test('automatic numbers are printed, restart below a new heading, and bullets are shown', () => {
  const body = [
    item('Mục tiêu', 1),
    item('Chung', 1, 1),
    item('Riêng', 1, 1),
    item('Số lượng', 1, 2),
    item('Mỗi xã', 1, 3),
    item('Mỗi phường', 1, 3),
    item('Việc phải làm', 1),
    item('Mở lớp', 1, 1),
    item('hai buổi', 2),
    item('một tối', 2, 1),
    item('Phụ trách', 3),
    p('Hết'),
  ].join('');
  expect(lines(makeDocx({ body, numbering: outline }))).toEqual([
    'I. Mục tiêu',
    '1. Chung',
    '2. Riêng',
    '2.1. Số lượng',
    'a) Mỗi xã',
    'b) Mỗi phường',
    'II. Việc phải làm',
    '1. Mở lớp',
    '- hai buổi',
    '• một tối',
    'IV. Phụ trách',
    'Hết',
  ]);
});

test('list marks point at themselves in the text', () => {
  const source = readDocx(makeDocx({ body: item('Mở lớp', 1) + item('Chấm bài', 1, 1), numbering: outline }));
  expect(
    source.listMarks?.map(({ span, mark, level: depth }) => [source.text.slice(span.start, span.end), mark, depth]),
  ).toEqual([
    ['I.', 'I.', 0],
    ['1.', '1.', 1],
  ]);
});

test('a number that comes with the style, at the level that names the style', () => {
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', 'Phần %1', '<w:pStyle w:val="Muc"/>')}${level(1, 'decimal', 'Điều %2.', '<w:pStyle w:val="Dieu"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  const style = (id: string, more: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:pPr>${more}</w:pPr></w:style>`;
  const styles =
    style('Muc', '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>') +
    style('Goc', '<w:numPr><w:numId w:val="1"/></w:numPr>') +
    '<w:style w:type="paragraph" w:styleId="Dieu"><w:basedOn w:val="Goc"/></w:style>';
  const body =
    p('Chung', '<w:pStyle w:val="Muc"/>') +
    p('Phạm vi', '<w:pStyle w:val="Dieu"/>') +
    p('Đối tượng', '<w:pStyle w:val="Dieu"/>') +
    p('Không số', '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>');
  const source = readDocx(makeDocx({ body, numbering, styles }));
  expect(source.text).toBe('Phần I Chung\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng\nKhông số\n');
  expect(source.headings).toEqual([{ span: { start: 0, end: 12 }, level: 1 }]);
});

test('tables keep their cells, merged both ways', () => {
  const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
  const body =
    '<w:tbl>' +
    `<w:tr>${cell('Đơn vị', '<w:vMerge w:val="restart"/>')}${cell('Số tin', '<w:gridSpan w:val="2"/>')}</w:tr>` +
    `<w:tr>${cell('', '<w:vMerge/>')}${cell('Quý I')}${cell('Quý II')}</w:tr>` +
    `<w:tr>${cell('Xã Đông')}${cell('3')}${cell('')}</w:tr></w:tbl>${p('Sau bảng')}`;
  const source = readDocx(makeDocx({ body }));
  expect(source.text).toBe('Đơn vị\nSố tin\nQuý I\nQuý II\nXã Đông\n3\n\nSau bảng\n');
  expect(
    source.tables?.[0]?.rows.map((row) =>
      row.cells.map(({ text, columnSpan, rowSpan }) => [text, columnSpan ?? 1, rowSpan ?? 1]),
    ),
  ).toEqual([
    [
      ['Đơn vị', 1, 2],
      ['Số tin', 2, 1],
    ],
    [
      ['Quý I', 1, 1],
      ['Quý II', 1, 1],
    ],
    [
      ['Xã Đông', 1, 1],
      ['3', 1, 1],
      ['', 1, 1],
    ],
  ]);
  for (const { span, text } of source.tables?.[0]?.rows.flatMap((row) => row.cells) ?? [])
    expect(source.text.slice(span.start, span.end)).toBe(text);
});

test('tracked changes are read as accepted', () => {
  const body =
    `<w:p>${run('Nộp trước ngày ')}<w:del w:id="1"><w:r><w:delText>05/6</w:delText></w:r></w:del><w:ins w:id="2">${run('15/6')}</w:ins></w:p>` +
    `<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>${run('Hai đoạn ')}</w:p>${p('nay là một')}` +
    `<w:moveFrom w:id="4">${run('chuyển đi')}</w:moveFrom>` +
    `<w:tbl><w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc>${p('hàng bỏ')}</w:tc></w:tr><w:tr><w:tc>${p('hàng giữ')}</w:tc></w:tr></w:tbl>`;
  const source = readDocx(makeDocx({ body }));
  expect(source.text).toBe('Nộp trước ngày 15/6\nHai đoạn nay là một\nhàng giữ\n');
  expect(source.repairs).toEqual(['tracked-changes-accepted']);
});

test('line breaks, tabs, symbols and capitals are read as printed; hidden text and codes are not', () => {
  const body =
    `<w:p><w:r><w:t>Dòng một</w:t><w:br/><w:t>dòng hai</w:t><w:tab/><w:t>cuối</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>` +
    `${run(' ẩn', '<w:vanish/>')}${run(' in hoa', '<w:caps/>')}</w:p>` +
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE \\@ "dd" </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>07</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>' +
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>I. Mục tiêu 1</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>';
  expect(lines(makeDocx({ body }))).toEqual(['Dòng một', 'dòng hai\tcuối✓ IN HOA', '07']);
});

test('a text box is read once, after the paragraph that holds it', () => {
  const box = `<wps:txbx><w:txbxContent>${p('Trong khung')}</w:txbxContent></wps:txbx>`;
  const body = `<w:p>${run('Trước')}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>${p('Sau')}`;
  expect(lines(makeDocx({ body }))).toEqual(['Trước', 'Trong khung', 'Sau']);
});

test('legacy fonts are decoded run by run, and the capital font gives capitals', () => {
  const body =
    `<w:p>${run('Số 5/KH: ')}${run('kÕ ho¹ch', '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>')}${run(' ®äc s¸ch', '<w:rFonts w:ascii=".VnTime"/>')}</w:p>` +
    `<w:p>${run('ñoaøn vieân', '<w:rFonts w:ascii="VNI-Times"/>')}${run(' và đoàn phí')}</w:p>`;
  const source = readDocx(makeDocx({ body }));
  expect(source.text).toBe('Số 5/KH: KẾ HOẠCH đọc sách\nđoàn viên và đoàn phí\n');
  expect(source.repairs).toEqual(['tcvn3-decoded', 'vni-decoded']);
});

test('a legacy font left behind by retyping changes nothing', () => {
  const body = `<w:p>${run('Kế hoạch và báo cáo của các cấp', '<w:rFonts w:ascii=".VnTime"/>')}</w:p>`;
  expect(readDocx(makeDocx({ body }))).toMatchObject({ text: 'Kế hoạch và báo cáo của các cấp\n' });
});

test("names of namespaces are the file's own business", () => {
  const bytes = makeDocx({
    body: '',
    parts: {
      'word/document.xml':
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:pPr><x:numPr><x:numId x:val="1"/></x:numPr></x:pPr><x:r><x:t>Khác tên</x:t></x:r></x:p></x:body></x:document>',
    },
    numbering: outline,
  });
  expect(lines(bytes)).toEqual(['I. Khác tên']);
});

test('a document of the docx package: header before, footer behind, page numbers left out', async () => {
  const page = (words: string) =>
    new Paragraph({ children: [new TextRun(words), new TextRun({ children: [PageNumber.CURRENT] })] });
  const document = new Document({
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('LIÊN ĐOÀN LAO ĐỘNG')] }) },
        footers: { default: new Footer({ children: [page('Trang ')] }) },
        children: [
          new Paragraph('KẾ HOẠCH'),
          new Table({
            rows: [
              new TableRow({
                children: [
                  new TableCell({ children: [new Paragraph('một')] }),
                  new TableCell({ children: [new Paragraph('hai')] }),
                ],
              }),
            ],
          }),
        ],
      },
    ],
  });
  expect(lines(await Packer.toBuffer(document))).toEqual(['LIÊN ĐOÀN LAO ĐỘNG', 'KẾ HOẠCH', 'một', 'hai']);
});

test('pages begin where the document says so', () => {
  const source = readDocx(
    makeDocx({
      body: p('một') + p('hai', '<w:pageBreakBefore/>') + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p('ba'),
    }),
  );
  expect(source.pageStarts?.map((start) => source.text.slice(start).trim().split('\n')[0])).toEqual(['hai', 'ba']);
});
