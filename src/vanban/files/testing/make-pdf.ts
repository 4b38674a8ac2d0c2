/** Text at a place, in points from the page's upper left corner; `y` is the baseline. */
export interface PrintedText {
  x: number;
  y: number;
  text: string;
  size?: number;
}

export interface PrintedPage {
  texts: PrintedText[];
  /** Straight lines: x0, y0, x1, y1. */
  rules?: [number, number, number, number][];
  /** Further drawing operations. */
  more?: string;
  /** Fills the page. */
  picture?: Picture;
  /** The texts are there to be copied, not to be seen. */
  isTextInvisible?: boolean;
}

export interface Picture {
  jpeg: Uint8Array;
  width: number;
  height: number;
}

const height = 842;
/** Every glyph of the test font is half as wide as it is high. */
export const glyphWidth = 0.5;

/** A .pdf of A4 pages in one font whose letters are known only through its table of Unicode values. */
export function makePdf(pages: PrintedPage[]): Uint8Array {
  const letters = [...new Set(pages.flatMap((page) => page.texts.flatMap(({ text }) => [...text])))].toSorted();
  const codeOf = new Map(letters.map((letter, index) => [letter, index + 1]));
  const hex = (text: string) =>
    [...text].map((letter) => (codeOf.get(letter) ?? 0).toString(16).padStart(2, '0')).join('');
  const contents = pages.map(({ texts, rules = [], more = '', picture, isTextInvisible }) =>
    [
      picture ? `q 595 0 0 ${height} 0 0 cm /I Do Q` : '',
      isTextInvisible ? '3 Tr' : '',
      ...texts.map(
        ({ x, y, text, size = 14 }) => `BT /F ${size} Tf 1 0 0 1 ${x} ${height - y} Tm <${hex(text)}> Tj ET`,
      ),
      ...rules.map(([x0, y0, x1, y1]) => `${x0} ${height - y0} m ${x1} ${height - y1} l S`),
      more,
    ].join('\n'),
  );
  const map = letters.map(
    (letter) =>
      `<${(codeOf.get(letter) ?? 0).toString(16).padStart(2, '0')}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`,
  );
  const bfchars = Array.from({ length: Math.ceil(map.length / 100) }, (_, index) =>
    map.slice(index * 100, index * 100 + 100),
  )
    .map((part) => `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
    .join('\n');
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def 1 begincodespacerange <00> <ff> endcodespacerange\n${bfchars}\nendcmap end end`;
  const widths = Array.from({ length: 255 }, () => glyphWidth * 1000).join(' ');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ')}] >>`,
    `<< /Type /Font /Subtype /TrueType /BaseFont /Test /FirstChar 1 /LastChar 255 /Widths [${widths}] /ToUnicode 4 0 R >>`,
    stream(cmap),
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${height}] /Contents ${6 + 2 * index} 0 R /Resources << /Font << /F 3 0 R >> ${pages[index]?.picture ? `/XObject << /I ${5 + 2 * pages.length + index} 0 R >>` : ''} >> >>`,
      stream(content),
    ]),
    ...pages.map(({ picture }) => (picture ? pictureObject(picture) : 'null')),
  ]);
}

function pictureObject({ jpeg, width, height: rows }: Picture): string {
  const kind = `/Type /XObject /Subtype /Image /Width ${width} /Height ${rows} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode `;
  return stream(Buffer.from(jpeg).toString('latin1'), kind);
}

/** A .pdf whose pages are pictures and nothing else, as a scanner makes it. */
export function makeScannedPdf(pictures: Picture[]): Uint8Array {
  return makePdf(pictures.map((picture) => ({ texts: [], picture })));
}

function stream(content: string, more = ''): string {
  return `<< ${more}/Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** Objects are strings of bytes: what is no ASCII stands in streams, one character a byte. */
function assemble(objects: string[], trailerMore = ''): Uint8Array {
  let file = '%PDF-1.5\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailerMore}>>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

/** Lines of running text, wrapped where a printer would: the first `indent` in, the rest at the left bound. */
export function printParagraph(
  text: string,
  y: number,
  { left = 85, right = 540, indent = 28, size = 14, leading = 19 } = {},
): PrintedText[] {
  const lines: PrintedText[] = [];
  let line = '';
  let x = left + indent;
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (x + longer.length * glyphWidth * size <= right || line === '') line = longer;
    else {
      lines.push({ x, y: y + lines.length * leading, text: line, size });
      line = word;
      x = left;
    }
  }
  lines.push({ x, y: y + lines.length * leading, text: line, size });
  return lines;
}
