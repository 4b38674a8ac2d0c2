import { strFromU8, strToU8 } from 'fflate';
import { sealZip } from '../seal-zip.ts';

/**
 * Takes out of a packed .docx what the library adds of its own: the clock, and the height of section ends.
 * @param date of the document, "YYYY-MM-DD"; it stands for both dates of the core properties. Without one they go.
 */
export function sealPackage(packed: Uint8Array, date: string | null): Uint8Array {
  return sealZip(packed, (path, part) => {
    if (path === 'docProps/core.xml') return strToU8(fixDates(strFromU8(part), date));
    if (path === 'word/document.xml') return strToU8(shrinkSectionEnds(strFromU8(part)));
    return part;
  });
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

function fixDates(xml: string, date: string | null): string {
  const dates = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<\/dcterms:(?:created|modified)>)/g;
  return date === null ? xml.replace(dates, '') : xml.replace(dates, `$1${date}T00:00:00Z$2`);
}
