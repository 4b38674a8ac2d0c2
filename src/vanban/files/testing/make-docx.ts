import { strToU8, zipSync } from 'fflate';

const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const spaces = `xmlns:w="${wordSpace}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`;

export interface DocxParts {
  body: string;
  numbering?: string;
  styles?: string;
  header?: string;
  footer?: string;
  /** Further parts by name. */
  parts?: Record<string, string>;
  /** Parts are kept as they are rather than packed, so that a flipped byte reaches the XML. */
  isUnpacked?: boolean;
}

/** A .docx from the XML that a test is about; everything around it is the least that makes it one. */
export function makeDocx({
  body,
  numbering,
  styles,
  header,
  footer,
  parts = {},
  isUnpacked = false,
}: DocxParts): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/_rels/document.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="h1" Target="header1.xml"/><Relationship Id="f1" Target="footer1.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    ...parts,
  };
  if (numbering !== undefined) files['word/numbering.xml'] = `<w:numbering ${spaces}>${numbering}</w:numbering>`;
  if (styles !== undefined) files['word/styles.xml'] = `<w:styles ${spaces}>${styles}</w:styles>`;
  if (header !== undefined) files['word/header1.xml'] = `<w:hdr ${spaces}>${header}</w:hdr>`;
  if (footer !== undefined) files['word/footer1.xml'] = `<w:ftr ${spaces}>${footer}</w:ftr>`;
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    level: isUnpacked ? 0 : 6,
  });
}

/** A paragraph of one run; `properties` goes into `w:pPr`. */
export function p(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;
}

export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of a list. */
export function item(text: string, numberingId: number, level = 0): string {
  return p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numberingId}"/></w:numPr>`);
}

export function level(index: number, format: string, pattern: string, more = '', start = 1): string {
  return `<w:lvl w:ilvl="${index}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;
}
