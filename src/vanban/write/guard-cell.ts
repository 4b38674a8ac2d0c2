import { clean } from './format-official.ts';

// Also the full-width forms, which Excel takes for the narrow ones in some languages.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe: names and notes are typed by many, and a file
 * is opened by a person with more rights than theirs.
 */
export function guardCell(text: string): string {
  const cleaned = clean(text);
  return formulaStart.test(cleaned) ? `'${cleaned}` : cleaned;
}

/** The text as it was before `guardCell`, so that a file which was written here can be read in again unchanged. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text;
}
