import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/**
 * Takes out of a packed .docx what the library adds of its own: the clock, and the height of section ends. The same
 * document must give the same bytes, or nobody could tell by its checksum whether an issued file was touched.
 * @param date of the document, "YYYY-MM-DD"; it stands for both dates of the core properties. Without one they go.
 */
export function sealPackage(packed: Uint8Array, date: string | null): Uint8Array {
  const parts = unzipSync(packed);
  const sealed: Zippable = {};
  for (const path of Object.keys(parts)) {
    sealed[path] = [sealPart(path, parts[path]!, date), { mtime: earliest, level: 6 }];
  }
  return zipSync(sealed);
}

function sealPart(path: string, part: Uint8Array, date: string | null): Uint8Array {
  if (path === 'docProps/core.xml') return strToU8(fixDates(strFromU8(part), date));
  if (path === 'word/document.xml') return strToU8(shrinkSectionEnds(strFromU8(part)));
  return part;
}

/**
 * The library ends a section with an empty paragraph as high as a line of text; after a table that fills its page
 * that line makes an empty page.
 */
function shrinkSectionEnds(xml: string): string {
  return xml.replaceAll(
    '<w:p><w:pPr><w:sectPr',
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr',
  );
}

// The zip format counts from 1980 in local time; made from local parts it is the same in every time zone.
const earliest = new Date(1980, 0, 1);

function fixDates(xml: string, date: string | null): string {
  const dates = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<\/dcterms:(?:created|modified)>)/g;
  return date === null ? xml.replace(dates, '') : xml.replace(dates, `$1${date}T00:00:00Z$2`);
}
