import type { SourceRepair } from '../source-document.ts';
import { cleanText } from './clean-text.ts';
import { judgeSyllables } from './judge-syllables.ts';
import { decodeLegacy, findLegacyEncoding, legacyRepair } from './restore-legacy-text.ts';

export interface DecodedText {
  text: string;
  repairs: SourceRepair[];
}

/**
 * Turns the bytes of a text file into clean NFC text. Knows UTF-8 and UTF-16 with and without a byte order mark,
 * windows-1258, and TCVN3 (ABC) and VNI both as raw bytes and inside another encoding. Never throws.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const repairs: SourceRepair[] = [];
  const decoded = decodeBytes(bytes, repairs);
  return { text: restoreText(decoded, repairs), repairs };
}

/** Legacy letters, decomposed letters and invisible characters put right; what was done is added to `repairs`. */
export function restoreText(raw: string, repairs: SourceRepair[]): string {
  const legacy = findLegacyEncoding(raw);
  if (legacy) addRepair(repairs, legacyRepair[legacy]);
  const restored = legacy ? decodeLegacy(raw, legacy) : raw;
  if (/\p{L}[\u0300-\u0323]/u.test(restored)) addRepair(repairs, 'nfd-composed');
  return cleanText(restored);
}

export function addRepair(repairs: SourceRepair[], repair: SourceRepair): void {
  if (!repairs.includes(repair)) repairs.push(repair);
}

/** Bytes to characters, without judging what the characters say. */
export function decodeBytes(bytes: Uint8Array, repairs: SourceRepair[]): string {
  const wide = findUtf16(bytes);
  if (wide) {
    addRepair(repairs, 'utf16-decoded');
    return new TextDecoder(wide).decode(bytes);
  }
  try {
    // As if more were to come: a letter that the end of the file cuts in two makes no other encoding of the rest.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return decodeSingleByte(bytes, repairs);
  }
}

/** A byte order mark, or the zero bytes that ASCII has in UTF-16, on the side that tells the byte order. */
export function findUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return null;
}

/** windows-1258 where that makes Vietnamese words, else windows-1252, in which legacy fonts are recognised later. */
function decodeSingleByte(bytes: Uint8Array, repairs: SourceRepair[]): string {
  const label = judgeSingleByte(bytes.subarray(0, judgedBytes));
  if (label === 'windows-1258') addRepair(repairs, 'windows-1258-decoded');
  return new TextDecoder(label).decode(bytes);
}

/** The encoding of a file shows in its first pages; looking at all of a large one three times takes seconds. */
const judgedBytes = 2_000_000;

function judgeSingleByte(bytes: Uint8Array): 'utf-8' | 'windows-1252' | 'windows-1258' {
  const western = new TextDecoder('windows-1252').decode(bytes);
  const vietnamese = new TextDecoder('windows-1258').decode(bytes);
  const legacy = findLegacyEncoding(western);
  const share = (text: string) => {
    const judged = judgeSyllables(text);
    return judged.marked === 0 ? 0 : judged.vietnamese / judged.marked;
  };
  const shareWestern = legacy ? share(decodeLegacy(western, legacy)) : share(western);
  const shareVietnamese = share(vietnamese);
  // A UTF-8 file with one broken byte is mostly valid: its own reading keeps far more words whole.
  const patched = new TextDecoder('utf-8').decode(bytes);
  if (share(patched) > Math.max(shareVietnamese, shareWestern)) return 'utf-8';
  return shareVietnamese > shareWestern ? 'windows-1258' : 'windows-1252';
}
