import type { SourceDocument } from '../../source-document.ts';
import { type Block, buildSource, repairsOf } from '../build-source.ts';
import { dropRepeatedBlanks, hasWords, pushAll } from '../choose-blocks.ts';
import { DocumentError } from '../document-error.ts';
import { type Archive, openArchive } from '../open-archive.ts';
import { attribute, parseXml } from '../parse-xml.ts';
import { ListCounter } from './count-lists.ts';
import { readNumbering } from './read-numbering.ts';
import { readStyles, type Styles } from './read-styles.ts';
import { BodyWalker, type HeaderReference } from './walk-body.ts';
import { wordPrefixes } from './word-names.ts';

/**
 * Reads a .docx as it is printed: numbers and bullets of automatic lists written out, tracked changes accepted, the
 * first page's header before the text, text boxes after the paragraph that holds them, notes and footer behind it.
 * Fields show their last result; tables of contents and page numbers are left out.
 */
export function readDocx(bytes: Uint8Array): SourceDocument {
  const archive = openArchive(bytes);
  const main = findMainPart(archive);
  const body = archive.read(main);
  if (!body) throw new DocumentError('damaged', { kind: 'docx' });

  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = readRelations(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const styles = readStyles(archive.read(`${folder}styles.xml`));
  const lists = new ListCounter(readNumbering(archive.read(`${folder}numbering.xml`)), styles);
  const walker = new BodyWalker(styles, lists);
  parseXml(body, wordPrefixes, walker);

  const running = (kind: HeaderReference['kind']) => readRunningText(kind, walker, archive, relations, styles);
  const blocks = [...running('header'), ...walker.blocks, ...readNotes(archive, folder, styles), ...running('footer')];
  return buildSource('docx', dropRepeatedBlanks(blocks), repairsOf(walker));
}

function findMainPart(archive: Archive): string {
  for (const target of readRelations(archive, '_rels/.rels', '').values()) {
    if (/(?:^|\/)document\d*\.xml$/.test(target) && archive.has(target)) return target;
  }
  const found = archive.names.find((name) => /^word\/document\d*\.xml$/.test(name));
  if (found === undefined) throw new DocumentError('damaged', { kind: 'docx' });
  return found;
}

/** Relation ids to part names. */
function readRelations(archive: Archive, part: string, folder: string): Map<string, string> {
  const targets = new Map<string, string>();
  const bytes = archive.read(part);
  if (!bytes) return targets;
  parseXml(bytes, new Map(), {
    open(name, attributes) {
      if (!name.endsWith('Relationship')) return;
      const target = attribute(attributes, 'Target') ?? '';
      targets.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : folder + target);
    },
    close() {},
  });
  return targets;
}

/** The header or footer of the first page, unless it holds nothing but a page number. */
function readRunningText(
  kind: HeaderReference['kind'],
  body: BodyWalker,
  archive: Archive,
  relations: Map<string, string>,
  styles: Styles,
): Block[] {
  const wanted = body.hasTitlePage ? 'first' : 'default';
  const reference = body.references.find((one) => one.kind === kind && one.type === wanted);
  const bytes = reference && archive.read(relations.get(reference.relationId) ?? '');
  if (!bytes) return [];
  const walker = new BodyWalker(styles, new ListCounter(readNumbering(null), styles), true);
  parseXml(bytes, wordPrefixes, walker);
  return hasWords(walker.blocks) ? walker.blocks : [];
}

function readNotes(archive: Archive, folder: string, styles: Styles): Block[] {
  const blocks: Block[] = [];
  for (const part of ['footnotes.xml', 'endnotes.xml']) {
    const bytes = archive.read(folder + part);
    if (!bytes) continue;
    const walker = new BodyWalker(styles, new ListCounter(readNumbering(null), styles), true);
    parseXml(bytes, wordPrefixes, walker);
    if (hasWords(walker.blocks)) pushAll(blocks, walker.blocks);
  }
  return blocks;
}
