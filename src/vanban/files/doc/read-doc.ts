import type { SourceDocument } from '../../source-document.ts';
import { type Block, buildSource, repairsOf } from '../build-source.ts';
import { dropRepeatedBlanks, hasWords } from '../choose-blocks.ts';
import { ListCounter } from '../docx/count-lists.ts';
import { readStyles } from '../docx/read-styles.ts';
import { readDocLists } from './read-doc-lists.ts';
import { DocStyles } from './read-doc-styles.ts';
import { readCharacterRuns, readParagraphRuns } from './read-properties.ts';
import { readWordFile, structure, type WordFile } from './read-word-file.ts';
import { type StoryContext, StoryWalker } from './walk-story.ts';

/**
 * Reads a .doc of Word 97 and later, as printed: automatic numbers written out, deleted text left out, tables with
 * their cells, letters of legacy fonts decoded. Older files are refused as unsupported_kind.
 */
export function readDoc(bytes: Uint8Array): SourceDocument {
  const file = readWordFile(bytes);
  const context: StoryContext = {
    file,
    styles: new DocStyles(file),
    lists: new ListCounter(readDocLists(file), readStyles(null)),
    paragraphRuns: readParagraphRuns(file),
    characterRuns: readCharacterRuns(file),
  };
  const { text, footnotes, headers, comments, endnotes, textBoxes } = file.lengths;
  const body = new StoryWalker(context);
  body.walk(0, text);
  const part = (start: number, length: number): Block[] => {
    const blocks = length > 1 ? new StoryWalker(context, true).walk(start, start + length) : [];
    return hasWords(blocks) ? blocks : [];
  };
  const afterHeaders = text + footnotes + headers;
  const [header, footer] = findRunningText(file);
  const blocks = [
    ...part(text + footnotes + header.start, header.length),
    ...body.blocks,
    ...part(afterHeaders + comments + endnotes, textBoxes),
    ...part(text, footnotes),
    ...part(afterHeaders + comments, endnotes),
    ...part(text + footnotes + footer.start, footer.length),
  ];
  return buildSource('doc', dropRepeatedBlanks(blocks), repairsOf(body));
}

/** Stories of the first section stand behind six separators of notes: even, odd and first page's header and footer. */
const oddHeader = 7;
const oddFooter = 9;

function findRunningText({
  table,
  locate,
}: WordFile): [{ start: number; length: number }, { start: number; length: number }] {
  const { offset, length } = locate(structure.headers);
  const story = (index: number) => {
    if (4 * (index + 2) > length) return { start: 0, length: 0 };
    const start = table.getUint32(offset + 4 * index, true);
    return { start, length: Math.max(0, table.getUint32(offset + 4 * index + 4, true) - start) };
  };
  return [story(oddHeader), story(oddFooter)];
}
