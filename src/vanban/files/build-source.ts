import { cleanText } from '../encoding/clean-text.ts';
import { addRepair } from '../encoding/decode-text.ts';
import {
  decodeLegacy,
  findLegacyEncoding,
  type LegacyEncoding,
  legacyRepair,
} from '../encoding/restore-legacy-text.ts';
import { areLegacy, decodePieces, type LegacyPiece } from './legacy-pieces.ts';
import type {
  SourceCell,
  SourceDocument,
  SourceFormat,
  SourceRepair,
  SourceRow,
  SourceTable,
} from '../source-document.ts';
import { isBoldThroughout, tellsByWeight } from './weigh-text.ts';
import { ReadingBudget } from './reading-budget.ts';

export interface Paragraph {
  kind: 'paragraph';
  /** May hold `\n` where the document breaks a line inside the paragraph. */
  text: string;
  mark?: { mark: string; level: number };
  headingLevel?: number;
  /** Stretches set in fonts of legacy encodings, in order. */
  legacy?: LegacyPiece[];
  /** Signs of the text, and how many of them are bold, where the format tells. */
  signs?: number;
  boldSigns?: number;
}
export interface CellBlock {
  blocks: Block[];
  columnSpan: number;
  rowSpan: number;
}
export interface TableBlock {
  kind: 'table';
  rows: CellBlock[][];
}
export interface PageBreak {
  kind: 'page';
}
/** What a format's reader finds, in reading order, before letters are put right and offsets are counted. */
export type Block = Paragraph | TableBlock | PageBreak;

type Lists = Required<Pick<SourceDocument, 'tables' | 'listMarks' | 'headings' | 'bold' | 'pageStarts' | 'repairs'>>;

/** What a walk through a file tells beside its blocks. */
export interface WalkFacts {
  hasTrackedChanges?: boolean;
  /** Whether the walk ended at the limit of what is read. */
  isDone(): boolean;
}

/** The repairs that a walk stands for. */
export function repairsOf(walk: WalkFacts): SourceRepair[] {
  const repairs: SourceRepair[] = walk.hasTrackedChanges ? ['tracked-changes-accepted'] : [];
  return walk.isDone() ? [...repairs, 'truncated'] : repairs;
}

/**
 * Lays blocks out as one text with offsets. Legacy encodings are decided over the whole document, because a short
 * paragraph alone does not tell them.
 */
export function buildSource(format: SourceFormat, blocks: Block[], repairs: SourceRepair[] = []): SourceDocument {
  const writer = new TextWriter(blocks, [...repairs]);
  writer.writeBlocks(blocks);
  return writer.finish(format);
}

class TextWriter {
  #parts: string[] = [];
  #length = 0;
  #budget = new ReadingBudget();
  #isFull = false;
  #tableDepth = 0;
  #clean: (paragraph: Paragraph) => string;
  #tellsByWeight: boolean;
  #lists: Lists;

  constructor(blocks: Block[], repairs: SourceRepair[]) {
    this.#lists = { tables: [], listMarks: [], headings: [], bold: [], pageStarts: [], repairs };
    this.#tellsByWeight = tellsByWeight(blocks);
    this.#clean = chooseCleaning(blocks, repairs);
  }

  writeBlocks(blocks: Block[]): void {
    for (const block of blocks) {
      if (this.#isFull) return;
      if (block.kind === 'paragraph') this.#writeParagraph(block);
      else if (block.kind === 'table') this.#writeAnyTable(block);
      else this.#lists.pageStarts.push(this.#length);
    }
  }

  finish(format: SourceFormat): SourceDocument {
    const text = this.#parts.join('');
    const last = text.trimEnd().length;
    const document: SourceDocument = { text: text.slice(0, last) + (last > 0 ? '\n' : ''), format, confidence: 1 };
    const { tables, listMarks, headings, bold, pageStarts, repairs } = this.#lists;
    if (tables.length > 0) document.tables = tables;
    if (listMarks.length > 0) document.listMarks = listMarks;
    if (headings.length > 0) document.headings = headings;
    if (bold.length > 0) document.bold = bold;
    const inside = [...new Set(pageStarts)].filter((start) => start > 0 && start < last);
    if (inside.length > 0) document.pageStarts = inside;
    if (repairs.length > 0) document.repairs = repairs;
    clampSpans(document);
    return document;
  }

  #write(piece: string): void {
    this.#parts.push(piece);
    this.#length += piece.length;
    this.#budget.spend(piece.length);
    if (piece === '\n') this.#budget.spendBlock();
    if (this.#isFull || !this.#budget.isSpent()) return;
    this.#isFull = true;
    addRepair(this.#lists.repairs, 'truncated');
  }

  #writeParagraph(paragraph: Paragraph): void {
    const text = trimLines(this.#clean(paragraph));
    const start = this.#length;
    if (paragraph.mark && text.trim() !== '') this.#writeMark(paragraph.mark);
    this.#write(text);
    if (paragraph.headingLevel !== undefined && text !== '') {
      this.#lists.headings.push({ span: { start, end: this.#length }, level: paragraph.headingLevel });
    }
    if (this.#tellsByWeight && isBoldThroughout(paragraph) && text !== '')
      this.#lists.bold.push({ start, end: this.#length });
    this.#write('\n');
  }

  #writeMark({ mark, level }: { mark: string; level: number }): void {
    const text = cleanText(mark).trim();
    if (text === '') return;
    const start = this.#length;
    this.#write(`${text} `);
    this.#lists.listMarks.push({ span: { start, end: start + text.length }, mark: text, level });
  }

  /** Tables within tables within tables are kept as text: each level would hold all the text below it once more. */
  #writeAnyTable(block: TableBlock): void {
    if (this.#tableDepth < 4) this.#writeTable(block);
    else for (const row of block.rows) for (const cell of row) this.writeBlocks(cell.blocks);
  }

  #writeTable(block: TableBlock): void {
    const start = this.#length;
    const rows: SourceRow[] = [];
    // Listed before the tables inside its cells.
    const table: SourceTable = { span: { start, end: start }, rows };
    this.#lists.tables.push(table);
    this.#tableDepth += 1;
    for (const cells of block.rows) {
      if (this.#isFull) break;
      rows.push({ cells: cells.map((cell) => this.#writeCell(cell)) });
    }
    this.#tableDepth -= 1;
    table.span.end = Math.max(start, this.#length - 1);
  }

  #writeCell(cell: CellBlock): SourceCell {
    const start = this.#length;
    const firstPart = this.#parts.length;
    this.writeBlocks(cell.blocks);
    if (this.#length === start) this.#write('\n');
    const text = this.#parts.slice(firstPart).join('').trimEnd();
    const written: SourceCell = { span: { start, end: start + text.length }, text };
    if (cell.columnSpan > 1) written.columnSpan = cell.columnSpan;
    if (cell.rowSpan > 1) written.rowSpan = cell.rowSpan;
    return written;
  }
}

/** The cleaning that this document needs, and the repairs it stands for. */
function chooseCleaning(blocks: Block[], repairs: SourceRepair[]): (paragraph: Paragraph) => string {
  const sample: Sample = { plain: [], legacy: [], legacyKinds: new Set(), left: 400_000 };
  collectSample(blocks, sample);
  const decodesPieces = areLegacy(sample.legacy);
  if (decodesPieces) for (const kind of sample.legacyKinds) addRepair(repairs, legacyRepair[kind]);
  const whole = sample.plain.join('\n');
  const legacy = findLegacyEncoding(decodesPieces ? whole : `${whole}\n${sample.legacy.join('\n')}`);
  if (legacy) addRepair(repairs, legacyRepair[legacy]);
  else if (/\p{L}[\u0300-\u0323]/u.test(whole)) addRepair(repairs, 'nfd-composed');
  return (paragraph) => {
    const hasPieces = decodesPieces && paragraph.legacy !== undefined && paragraph.legacy.length > 0;
    if (hasPieces) return cleanText(decodePieces(paragraph.text, paragraph.legacy ?? []));
    return cleanText(legacy ? decodeLegacy(paragraph.text, legacy) : paragraph.text);
  };
}

interface Sample {
  plain: string[];
  legacy: string[];
  legacyKinds: Set<LegacyEncoding>;
  left: number;
}

function collectSample(blocks: Block[], sample: Sample): void {
  for (const block of blocks) {
    if (sample.left <= 0) return;
    if (block.kind === 'paragraph') sampleParagraph(block, sample);
    else if (block.kind === 'table')
      for (const row of block.rows) for (const cell of row) collectSample(cell.blocks, sample);
  }
}

function sampleParagraph(paragraph: Paragraph, sample: Sample): void {
  sample.left -= paragraph.text.length;
  let at = 0;
  for (const piece of paragraph.legacy ?? []) {
    sample.plain.push(paragraph.text.slice(at, piece.start));
    sample.legacy.push(paragraph.text.slice(piece.start, piece.end));
    sample.legacyKinds.add(piece.encoding);
    at = piece.end;
  }
  sample.plain.push(paragraph.text.slice(at));
}

/** Line by line: a pattern over the whole text would look through long runs of spaces again from each of them. */
function trimLines(text: string): string {
  return text.includes('\n')
    ? text
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
    : text.trimEnd();
}

/** The white space cut off at the end may not leave a span that points behind the text. */
function clampSpans(document: SourceDocument): void {
  const end = document.text.length;
  for (const table of document.tables ?? []) {
    for (const span of [table.span, ...table.rows.flatMap((row) => row.cells.map((cell) => cell.span))]) {
      span.start = Math.min(span.start, end);
      span.end = Math.min(span.end, end);
    }
  }
}
