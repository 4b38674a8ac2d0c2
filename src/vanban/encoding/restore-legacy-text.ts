import type { SourceRepair } from '../source-document.ts';
import { decodeTcvn3 } from './decode-tcvn3.ts';
import { decodeVni } from './decode-vni.ts';
import { judgeSyllables } from './judge-syllables.ts';

export type LegacyEncoding = 'tcvn3' | 'vni';

const decoders: Record<LegacyEncoding, (text: string) => string> = { tcvn3: decodeTcvn3, vni: decodeVni };
export const legacyRepair: Record<LegacyEncoding, SourceRepair> = { tcvn3: 'tcvn3-decoded', vni: 'vni-decoded' };

/** The letters that both encodings live in, seen as windows-1252. Without them there is nothing to restore. */
const legacyRange = /[\u00A1-\u00FE]/;

/** Turns text of a known legacy encoding into Unicode. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  return decoders[encoding](text);
}

/**
 * The legacy encoding that a text is still in, or null where it is good as it stands. Decided by which reading makes
 * more of the words Vietnamese syllables; in doubt the text is left alone.
 */
export function findLegacyEncoding(text: string): LegacyEncoding | null {
  if (!legacyRange.test(text)) return null;
  const asItIs = judgeSyllables(text.replaceAll('\u00AD', ''));
  if (asItIs.marked === 0 || asItIs.vietnamese / asItIs.marked > 0.7) return null;
  let best: LegacyEncoding | null = null;
  let bestShare = asItIs.vietnamese / asItIs.marked + 0.3;
  for (const encoding of ['tcvn3', 'vni'] as const) {
    const judged = judgeSyllables(decoders[encoding](text));
    const share = judged.marked === 0 ? 0 : judged.vietnamese / judged.marked;
    if (share > bestShare) [best, bestShare] = [encoding, share];
  }
  return best;
}

/** The encoding that a font's name stands for: ".VnTime" is TCVN3, "VNI-Times" is VNI, any other null. */
export function legacyEncodingOfFont(font: string): { encoding: LegacyEncoding; isCapitals: boolean } | null {
  if (/^\.?vn[a-z]/i.test(font) && font.startsWith('.')) {
    return { encoding: 'tcvn3', isCapitals: /H$/.test(font.replace(/\s+(bold|italic)/gi, '')) };
  }
  if (/^vni[- ]/i.test(font)) return { encoding: 'vni', isCapitals: false };
  return null;
}
