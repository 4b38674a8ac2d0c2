import type { SourceDocument } from '../../source-document.ts';
import { buildSource, repairsOf } from '../build-source.ts';
import { dropRepeatedBlanks, hasWords } from '../choose-blocks.ts';
import { tokenizeRtf } from './tokenize-rtf.ts';
import { RtfWalker } from './walk-rtf.ts';

/**
 * Reads an .rtf as printed. Numbers of lists are taken from the text that the writing program put beside them; deleted
 * and hidden text is left out; bytes are decoded by their font's character set.
 */
export function readRtf(bytes: Uint8Array): SourceDocument {
  const walker = new RtfWalker();
  for (const token of tokenizeRtf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))) {
    walker.apply(token);
    if (walker.isDone()) break;
  }
  walker.finish();
  const running = (blocks: typeof walker.body.blocks) => (hasWords(blocks) ? blocks : []);
  const blocks = [...running(walker.header.blocks), ...walker.body.blocks, ...running(walker.footer.blocks)];
  return buildSource('rtf', dropRepeatedBlanks(blocks), repairsOf(walker));
}
