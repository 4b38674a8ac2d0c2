import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSource } from '../read-source.ts';
import { readOdt } from './read-odt.ts';

const space = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`;
const spaces = `xmlns:office="${space('office')}" xmlns:text="${space('text')}" xmlns:style="${space('style')}" xmlns:table="${space('table')}" xmlns:draw="${space('drawing')}" xmlns:fo="${space('xsl-fo-compatible')}"`;

function makeOdt(body: string, styles = '', masters = '', manifest = ''): Uint8Array {
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `<office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
    'styles.xml': strToU8(
      `<office:document-styles ${spaces}><office:master-styles>${masters}</office:master-styles></office:document-styles>`,
    ),
    'META-INF/manifest.xml': strToU8(`<manifest>${manifest}</manifest>`),
  });
}

const outline = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>`;
const list = (items: string, more = 'text:style-name="L"') => `<text:list ${more}>${items}</text:list>`;
const item = (text: string, below = '') => `<text:list-item><text:p>${text}</text:p>${below}</text:list-item>`;

test('numbers of nested lists, lists that go on, bullets', () => {
  const body =
    list(item('Mục tiêu', list(item('Chung') + item('Riêng'), ''))) +
    '<text:p>xen</text:p>' +
    list(item('Việc'), 'text:style-name="L" text:continue-numbering="true"') +
    list(item('gạch'), 'text:style-name="B"');
  expect(readOdt(makeOdt(body, outline)).text).toBe('I. Mục tiêu\nI.1. Chung\nI.2. Riêng\nxen\nII. Việc\n- gạch\n');
});

test('spaces, tabs, line breaks, headings, capitals; deleted text and contents left out', () => {
  const styles =
    '<style:style style:name="H" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style><style:style style:name="K" style:family="text"><style:text-properties text:display="none"/></style:style>';
  const body =
    '<text:tracked-changes><text:p>bỏ</text:p></text:tracked-changes><text:table-of-content><text:p>Mục lục</text:p></text:table-of-content>' +
    '<text:h text:outline-level="2">Mục<text:s text:c="3"/>một</text:h><text:p>\n  a<text:tab/>b<text:line-break/><text:span text:style-name="H">hoa</text:span><text:span text:style-name="K">kín</text:span></text:p>';
  const source = readOdt(makeOdt(body, styles));
  expect(source.text).toBe('Mục   một\na\tb\nHOA\n');
  expect(source.headings).toEqual([{ span: { start: 0, end: 9 }, level: 2 }]);
  expect(source.repairs).toEqual(['tracked-changes-accepted']);
});

test('tables, text boxes, header and footer', () => {
  const masters =
    '<style:master-page><style:header><text:p>Hội sách</text:p></style:header><style:footer><text:p>Trang <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>';
  const body =
    '<text:p>Trước<draw:frame><draw:text-box><text:p>Khung</text:p></draw:text-box></draw:frame></text:p><table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>B</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>';
  const source = readOdt(makeOdt(body, '', masters));
  expect(source.text).toBe('Hội sách\nTrước\nKhung\nA\nB\n');
  expect(
    source.tables?.[0]?.rows.map((row) => row.cells.map(({ text, columnSpan = 1 }) => [text, columnSpan])),
  ).toEqual([
    [['A', 2]],
    [
      ['B', 1],
      ['', 1],
    ],
  ]);
});

test('an encrypted document says so', async () => {
  await expect(readSource(makeOdt('x', '', '', '<encryption-data/>'))).rejects.toMatchObject({ code: 'encrypted' });
});
