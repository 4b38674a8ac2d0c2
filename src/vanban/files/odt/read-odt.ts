import type { SourceDocument } from '../../source-document.ts';
import { buildSource, repairsOf } from '../build-source.ts';
import { dropRepeatedBlanks, hasWords } from '../choose-blocks.ts';
import { DocumentError } from '../document-error.ts';
import { openArchive } from '../open-archive.ts';
import { parseXml } from '../parse-xml.ts';
import { odtPrefixes, OdtStyles } from './read-odt-styles.ts';
import { OdtWalker } from './walk-odt.ts';

/** Reads an .odt as printed: numbers of lists written out, deleted text left out, tables with their cells. */
export function readOdt(bytes: Uint8Array): SourceDocument {
  const archive = openArchive(bytes);
  const manifest = archive.read('META-INF/manifest.xml');
  if (manifest && new TextDecoder().decode(manifest).includes('encryption-data')) throw new DocumentError('encrypted');
  const content = archive.read('content.xml');
  if (!content) throw new DocumentError('damaged', { kind: 'odt' });
  const stylesPart = archive.read('styles.xml');
  const styles = new OdtStyles();
  styles.read(stylesPart);
  styles.read(content);
  const body = new OdtWalker(styles);
  parseXml(content, odtPrefixes, body);
  const running = new OdtWalker(styles);
  if (stylesPart) parseXml(stylesPart, odtPrefixes, running);
  const blocks = [
    ...(hasWords(running.header) ? running.header : []),
    ...body.blocks,
    ...(hasWords(running.footer) ? running.footer : []),
  ];
  return buildSource('odt', dropRepeatedBlanks(blocks), repairsOf(body));
}
