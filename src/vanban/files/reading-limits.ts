/**
 * Bounds of what is read from one file, beside how long its text may be (`../document-limits.ts`). They bound memory and
 * mostly time; the rest of time is bounded by the worker that reads.
 */
export const readingLimits = {
  /** Bytes of the file as sent. */
  fileBytes: 50 * 1024 * 1024,
  /** Bytes of one unpacked part of an archive; a plan of 200 pages has about 5 MB of XML. */
  partBytes: 100 * 1024 * 1024,
  /** Bytes unpacked from one archive in all. */
  archiveBytes: 150 * 1024 * 1024,
  archiveEntries: 20_000,
  /** Nesting of elements; real documents stay below 60. */
  depth: 1_000,
  /** The same of web pages, whose authors forget to close what they open. */
  htmlDepth: 5_000,
  /** Columns that a cell may claim to cover. */
  cellSpan: 100,
  /** Pages of a .pdf that are read. */
  pages: 500,
  /** Pages that are recognised from pictures: about four seconds each. */
  scannedPages: 40,
  /** Pixels of a picture; larger ones are refused before they are unpacked. */
  pixels: 100_000_000,
} as const;
