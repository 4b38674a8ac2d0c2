import { strToU8, zipSync } from 'fflate';
import { item, level, makeDocx, p, run } from '../make-docx.ts';
import { fill, type HostileDocument, million, planParagraphs } from './hostile-document.ts';

const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
const plan = p('Kế hoạch');
const cell = (text: string) => `<w:tc>${text}</w:tc>`;
const table = (rows: string) => `<w:tbl>${rows}</w:tbl>`;
const docx = (body: string, more: object = {}) => makeDocx({ body: plan + body, ...more });

/** Archives that unfold, and Word documents. */
export const hostileDocx: HostileDocument[] = [
  {
    name: 'docx: 200 pages',
    make: () =>
      docx(
        planParagraphs(200)
          .map((text) => p(text))
          .join(''),
      ),
    becomes: 'whole',
  },
  {
    name: 'docx: a million list items',
    make: () => docx(item('việc', 1).repeat(600_000), { numbering }),
    becomes: 'cut',
  },
  { name: 'docx: nested without end', make: () => docx('<w:p>'.repeat(200_000)), becomes: 'damaged' },
  {
    name: 'docx: tables inside tables',
    make: () => docx(`${`<w:tbl><w:tr><w:tc>${p('a')}`.repeat(300)}${'</w:tc></w:tr></w:tbl>'.repeat(300)}`),
    becomes: 'whole',
  },
  {
    name: 'docx: boxes inside boxes',
    make: () =>
      docx(`${`<w:p>${run('a')}<w:r><w:txbxContent>`.repeat(300)}${'</w:txbxContent></w:r></w:p>'.repeat(300)}`),
    becomes: 'whole',
  },
  {
    name: 'docx: a table of a million cells',
    make: () => docx(table(`<w:tr>${cell(p('1')).repeat(20)}</w:tr>`.repeat(50_000))),
    becomes: 'cut',
  },
  {
    name: 'docx: a row of a million cells',
    make: () => docx(table(`<w:tr>${cell(p('1')).repeat(million)}</w:tr>`)),
    becomes: 'cut',
  },
  {
    name: 'docx: a million cells without paragraphs',
    make: () => docx(table(`<w:tr>${'<w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr></w:tc>'.repeat(million)}</w:tr>`)),
    becomes: 'cut',
  },
  {
    name: 'docx: a million tables',
    make: () => docx(table(`<w:tr>${cell('')}</w:tr>`).repeat(million)),
    becomes: 'cut',
  },
  {
    name: 'docx: a million page breaks',
    make: () => docx('<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>'.repeat(million)),
    becomes: 'cut',
  },
  {
    name: 'docx: a million runs',
    make: () => docx(`<w:p>${run('a', '<w:rFonts w:ascii=".VnTime"/>').repeat(million)}</w:p>`),
    becomes: 'whole',
  },
  { name: 'docx: runs without text', make: () => docx(`<w:p>${'<w:r/>'.repeat(6 * million)}</w:p>`), becomes: 'whole' },
  {
    name: 'docx: as many names as elements',
    make: () => docx(Array.from({ length: 2 * million }, (_, index) => `<x${index}/>`).join('')),
    becomes: 'whole',
  },
  {
    name: 'docx: an element with a million attributes',
    make: () => docx(`<w:p ${Array.from({ length: million }, (_, index) => `a${index}="1"`).join(' ')}/>`),
    becomes: 'whole',
  },
  {
    name: 'docx: an attribute of 90 MB',
    make: () => docx(`<w:p w:x="${'a'.repeat(90 * million)}"/>`),
    becomes: 'whole',
  },
  {
    name: 'docx: fields inside fields',
    make: () =>
      docx(
        `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>'.repeat(400_000)}</w:p>`,
      ),
    becomes: 'whole',
  },
  {
    name: 'docx: a million styles',
    make: () =>
      docx('', {
        styles: Array.from(
          { length: 400_000 },
          (_, index) => `<w:style w:styleId="${index}"><w:basedOn w:val="${index + 1}"/></w:style>`,
        ).join(''),
      }),
    becomes: 'whole',
  },
  {
    name: 'docx: a million lists',
    make: () =>
      docx('', {
        numbering: Array.from(
          { length: 300_000 },
          (_, index) =>
            `<w:num w:numId="${index}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>`,
        ).join(''),
      }),
    becomes: 'whole',
  },
  {
    name: 'docx: a header of 600,000 paragraphs',
    make: () =>
      docx('<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>', {
        header: p('việc').repeat(600_000),
      }),
    becomes: 'cut',
  },
  {
    name: 'docx: entities that grow',
    make: () =>
      docx('', {
        parts: {
          'word/document.xml': `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p('&b;'.repeat(1000))}</w:body></w:document>`,
        },
      }),
    becomes: 'whole',
  },
  {
    name: 'zip: a part of 160 MB of zeros',
    make: () => zipSync({ 'word/document.xml': new Uint8Array(160 * 1024 * 1024) }),
    becomes: 'archive_bomb',
  },
  {
    name: 'zip: a part of 90 MB of zeros',
    make: () => zipSync({ 'word/document.xml': new Uint8Array(90 * 1024 * 1024) }),
    becomes: 'no_text',
  },
  {
    name: 'zip: 65,000 parts',
    make: () =>
      zipSync(
        Object.fromEntries(Array.from({ length: 65_000 }, (_, index) => [`word/document${index}.xml`, strToU8('x')])),
        { level: 0 },
      ),
    becomes: 'archive_bomb',
  },
  { name: 'zip: archives inside archives', make: nested, becomes: 'unsupported_kind' },
];

function nested(): Uint8Array {
  let archive = zipSync({ 'a.xml': new Uint8Array(10 * million) });
  for (let depth = 0; depth < 6; depth += 1)
    archive = zipSync(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`${index}.zip`, archive])));
  return archive;
}

const spaces = ['office', 'text', 'table', 'style', 'draw']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'draw' ? 'drawing' : name}:1.0"`)
  .join(' ');
const odt = (body: string, styles = '') =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `<office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text><text:p>Kế hoạch</text:p>${body}</office:text></office:body></office:document-content>`,
    ),
  });

/** OpenDocument texts. */
export const hostileOdt: HostileDocument[] = [
  {
    name: 'odt: 200 pages',
    make: () =>
      odt(
        planParagraphs(200)
          .map((text) => `<text:p>${text}</text:p>`)
          .join(''),
      ),
    becomes: 'whole',
  },
  {
    name: 'odt: a million list items',
    make: () =>
      odt(`<text:list>${'<text:list-item><text:p>việc</text:p></text:list-item>'.repeat(million)}</text:list>`),
    becomes: 'cut',
  },
  {
    name: 'odt: lists inside lists',
    make: () =>
      odt(
        `${'<text:list><text:list-item>'.repeat(400)}<text:p>a</text:p>${'</text:list-item></text:list>'.repeat(400)}`,
      ),
    becomes: 'whole',
  },
  {
    name: 'odt: spans inside spans',
    make: () => odt(`<text:p>${'<text:span>a'.repeat(900)}${'</text:span>'.repeat(900)}</text:p>`),
    becomes: 'whole',
  },
  {
    name: 'odt: a million spans',
    make: () => odt(`<text:p>${'<text:span text:style-name="T">a</text:span>'.repeat(million)}</text:p>`),
    becomes: 'whole',
  },
  {
    name: 'odt: spaces by the thousand million',
    make: () => odt(`<text:p>a${'<text:s text:c="999999999"/>'.repeat(100_000)}</text:p>`),
    becomes: 'cut',
  },
  {
    name: 'odt: a million cells',
    make: () =>
      odt(
        `<table:table><table:table-row>${'<table:table-cell table:number-columns-spanned="999"/>'.repeat(million)}</table:table-row></table:table>`,
      ),
    becomes: 'cut',
  },
  { name: 'odt: a million page breaks', make: () => odt('<text:soft-page-break/>'.repeat(million)), becomes: 'cut' },
  {
    name: 'odt: a ring of styles',
    make: () =>
      odt(
        '<text:p text:style-name="A">a</text:p>'.repeat(50_000),
        ['A', 'B', 'C']
          .map(
            (name, index) =>
              `<style:style style:family="paragraph" style:name="${name}" style:parent-style-name="${'BCA'[index] ?? ''}"/>`,
          )
          .join(''),
      ),
    becomes: 'whole',
  },
  {
    name: 'odt: 90 MB of notes',
    make: () => odt('<text:tracked-changes>' + fill(90 * million, '<text:p>a</text:p>').toString()),
    becomes: 'whole',
  },
];
