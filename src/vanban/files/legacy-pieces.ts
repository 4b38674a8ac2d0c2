import {
  type LegacyEncoding,
  decodeLegacy,
  findLegacyEncoding,
  legacyEncodingOfFont,
} from '../encoding/restore-legacy-text.ts';

/** A stretch of a paragraph set in a font whose letters are not Unicode. */
export interface LegacyPiece {
  start: number;
  end: number;
  encoding: LegacyEncoding;
  /** The font draws lower-case codes as capitals. */
  isCapitals: boolean;
}

/** Remembers the stretch if the font is a legacy one. */
export function markLegacyPiece(pieces: LegacyPiece[], start: number, end: number, font: string | undefined): void {
  const legacy = font === undefined || end <= start ? null : legacyEncodingOfFont(font);
  if (!legacy) return;
  const last = pieces.at(-1);
  if (last && last.end === start && last.encoding === legacy.encoding && last.isCapitals === legacy.isCapitals)
    last.end = end;
  else pieces.push({ start, end, ...legacy });
}

/**
 * Whether stretches in legacy fonts really hold legacy letters. Documents retyped in Unicode often keep the old font's
 * name, so the letters decide, over all stretches together.
 */
export function areLegacy(samples: string[]): boolean {
  return findLegacyEncoding(samples.join(' ')) !== null;
}

/** The paragraph's text with its legacy stretches in Unicode. */
export function decodePieces(text: string, pieces: LegacyPiece[]): string {
  let decoded = '';
  let at = 0;
  for (const piece of pieces) {
    const letters = decodeLegacy(text.slice(piece.start, piece.end), piece.encoding);
    decoded += text.slice(at, piece.start) + (piece.isCapitals ? letters.toUpperCase() : letters);
    at = piece.end;
  }
  return decoded + text.slice(at);
}
