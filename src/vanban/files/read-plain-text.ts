import { decodeBytes, restoreText } from '../encoding/decode-text.ts';
import { addRepair } from '../encoding/decode-text.ts';
import type { SourceDocument, SourceRepair } from '../source-document.ts';
import { looksLikeMarkdown, readMarkdown } from './read-markdown.ts';
import { documentLimits, endOfReading } from '../document-limits.ts';

/** As many bytes as the text that is read can have: letters of UTF-8 have up to three, with tones apart up to five. */
const mostBytes = 6 * documentLimits.length;

/** Reads a file of text, or text that was pasted. Lines stay as they are; Markdown's signs become what they mean. */
export function readPlainText(bytes: Uint8Array, isNamedMarkdown = false): SourceDocument {
  const repairs: SourceRepair[] = [];
  if (bytes.length > mostBytes) addRepair(repairs, 'truncated');
  const raw = decodeBytes(bytes.subarray(0, mostBytes), repairs);
  return readText(raw, repairs, isNamedMarkdown);
}

/** The same for characters that are already decoded. */
export function readText(raw: string, repairs: SourceRepair[] = [], isNamedMarkdown = false): SourceDocument {
  const whole = restoreText(cutText(raw, repairs), repairs);
  if (isNamedMarkdown || looksLikeMarkdown(whole)) return readMarkdown(whole, repairs);
  const pageStarts = findFormFeeds(raw, whole);
  const document: SourceDocument = { text: whole.trim() === '' ? '' : whole, format: 'txt', confidence: 1 };
  if (pageStarts.length > 0) document.pageStarts = pageStarts;
  if (repairs.length > 0) document.repairs = repairs;
  return document;
}

function cutText(raw: string, repairs: SourceRepair[]): string {
  const end = endOfReading(raw);
  if (end < raw.length) addRepair(repairs, 'truncated');
  return raw.slice(0, end);
}

/** Form feeds became line breaks; they are found again by the count of line breaks before them. */
function findFormFeeds(raw: string, whole: string): number[] {
  if (!raw.includes('\f')) return [];
  const lines = raw.replace(/\r\n?/g, '\n').split(/([\n\f\v\u0085\u2028\u2029])/);
  const starts: number[] = [];
  let at = 0;
  for (let index = 1; index < lines.length; index += 2) {
    const next = whole.indexOf('\n', at);
    if (next < 0) break;
    at = next + 1;
    if (lines[index] === '\f') starts.push(at);
  }
  return starts.filter((start) => start < whole.length);
}
