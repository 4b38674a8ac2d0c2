import { Parser } from 'htmlparser2';
import { decodeBytes } from '../encoding/decode-text.ts';
import type { SourceDocument, SourceRepair } from '../source-document.ts';
import { type Block, buildSource, repairsOf } from './build-source.ts';
import { DocumentError } from './document-error.ts';
import { HtmlWalker } from './walk-html.ts';
import { readingLimits } from './reading-limits.ts';

/** Reads a web page or a document saved as one: paragraphs, lists with their numbers, tables. Scripts never run. */
export function readHtml(bytes: Uint8Array): SourceDocument {
  const repairs: SourceRepair[] = [];
  return readHtmlText(decodeBytes(bytes, repairs), repairs);
}

/** The same for characters that are already decoded, such as a pasted page. */
export function readHtmlText(html: string, repairs: SourceRepair[] = []): SourceDocument {
  const walker = new HtmlWalker();
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > readingLimits.htmlDepth) throw new DocumentError('damaged', { kind: 'html-depth' });
      walker.open(name, attributes);
    },
    onclosetag(name) {
      depth -= 1;
      walker.close(name);
    },
    ontext: (data) => walker.text(data),
  });
  for (let at = 0; at < html.length && !walker.isDone(); at += 65_536) parser.write(html.slice(at, at + 65_536));
  if (!walker.isDone()) parser.end();
  const blocks: Block[] = walker.finish();
  return buildSource('html', blocks, [...repairs, ...repairsOf(walker)]);
}
