import type { Block, CellBlock, Paragraph, TableBlock } from '../build-source.ts';
import { isBlankSoFar, trimBlank } from '../choose-blocks.ts';
import type { ListCounter } from '../docx/count-lists.ts';
import { FieldTracker } from '../docx/track-fields.ts';
import { markLegacyPiece } from '../legacy-pieces.ts';
import { weighText } from '../weigh-text.ts';
import { ReadingBudget } from '../reading-budget.ts';
import { readingLimits } from '../reading-limits.ts';
import type { CellDefinition, CharacterFacts, DocStyles, ParagraphFacts } from './read-doc-styles.ts';
import { findRun, type PropertyRun } from './read-properties.ts';
import { textRuns, type WordFile } from './read-word-file.ts';

export interface StoryContext {
  file: WordFile;
  styles: DocStyles;
  lists: ListCounter;
  paragraphRuns: PropertyRun[];
  characterRuns: PropertyRun[];
}

/** A table of which rows are still coming; tables inside cells stand above it on the stack. */
interface OpenTable {
  rows: { cells: Block[][]; definition: CellDefinition[] | undefined }[];
  cells: Block[][];
  blocks: Block[];
}

/** Walks one part of a .doc's text (body, header, notes, text boxes) and gathers its blocks. */
export class StoryWalker {
  blocks: Block[] = [];
  hasTrackedChanges = false;

  #context: StoryContext;
  #fields: FieldTracker;
  #paragraph: Paragraph = { kind: 'paragraph', text: '' };
  #isMarkDeleted = false;
  #hasPageAfter = false;
  #tables: OpenTable[] = [];
  #run: { start: number; end: number; facts: CharacterFacts } | null = null;
  #styleIndex = 0;
  #budget = new ReadingBudget();

  constructor(context: StoryContext, isRunningText = false) {
    this.#context = context;
    this.#fields = new FieldTracker(isRunningText);
  }

  isDone(): boolean {
    return this.#budget.isSpent();
  }

  walk(cpStart: number, cpEnd: number): Block[] {
    for (const { text, offset, bytesPerChar } of textRuns(this.#context.file, cpStart, cpEnd)) {
      for (let index = 0; index < text.length && !this.isDone(); index += 1) {
        this.#addCharacter(text[index] ?? '', offset + index * bytesPerChar);
      }
    }
    if (this.#paragraph.text.trim() !== '') this.#place(this.#paragraph);
    while (this.#tables.length > 0) this.#closeTable();
    return this.blocks;
  }

  #addCharacter(char: string, offset: number): void {
    if (this.#run === null || offset < this.#run.start || offset >= this.#run.end) this.#run = this.#findFacts(offset);
    const { facts } = this.#run;
    if (facts.isDeleted || facts.isInserted) this.hasTrackedChanges = true;
    const code = char.charCodeAt(0);
    if (code === 13 || code === 7) {
      this.#isMarkDeleted = facts.isDeleted && code === 13;
      this.#endParagraph(offset, code === 7);
    } else if (facts.isDeleted) return;
    else if (code === 19) this.#fields.begin();
    else if (code === 20) this.#fields.separate();
    else if (code === 21) this.#fields.end();
    else if (!this.#fields.isPrinted()) this.#fields.addCode(char);
    else if (!facts.isHidden) this.#addPrinted(char, code, facts);
  }

  #addPrinted(char: string, code: number, facts: CharacterFacts): void {
    if (code === 12) {
      this.#budget.spendBlock();
      if (isBlankSoFar(this.#paragraph.text)) this.blocks.push({ kind: 'page' });
      else this.#hasPageAfter = true;
    } else if (facts.isSpecial && facts.symbol !== undefined) this.#append(facts.symbol, facts);
    else if (code === 11) this.#append('\n', facts);
    else if (code === 30) this.#append('-', facts);
    else if (code === 9 || code >= 32) this.#append(char, facts);
  }

  #append(text: string, facts: CharacterFacts): void {
    const paragraph = this.#paragraph;
    const start = paragraph.text.length;
    paragraph.text += facts.isCapitals ? text.toUpperCase() : text;
    weighText(paragraph, text, facts.isBold);
    this.#budget.spend(text.length);
    if (facts.font !== undefined) markLegacyPiece((paragraph.legacy ??= []), start, paragraph.text.length, facts.font);
  }

  /** The style of the paragraph decides too; it is known only by the paragraph's own run. */
  #findFacts(offset: number): { start: number; end: number; facts: CharacterFacts } {
    const { characterRuns, paragraphRuns, styles } = this.#context;
    const run = findRun(characterRuns, offset);
    const paragraph = findRun(paragraphRuns, offset);
    this.#styleIndex = paragraph?.styleIndex ?? 0;
    const facts = styles.character(this.#styleIndex, run?.properties ?? []);
    return {
      start: Math.max(run?.start ?? offset, paragraph?.start ?? offset),
      end: Math.min(run?.end ?? offset + 1, paragraph?.end ?? offset + 1),
      facts,
    };
  }

  #endParagraph(offset: number, isCellMark: boolean): void {
    if (this.#isMarkDeleted) return;
    const run = findRun(this.#context.paragraphRuns, offset);
    const facts = this.#context.styles.paragraph(run?.styleIndex ?? 0, run?.properties ?? []);
    const depth = facts.isInTable ? Math.min(Math.max(1, facts.tableDepth), 8) : 0;
    this.#reachDepth(depth);
    const paragraph = this.#paragraph;
    this.#paragraph = { kind: 'paragraph', text: '' };
    this.#budget.spendBlock();
    if (depth > 0 && (facts.isRowEnd || facts.isInnerRowEnd)) {
      this.#closeRow(facts);
      return;
    }
    this.#applyFacts(paragraph, facts);
    if (facts.hasPageBefore && depth === 0) this.blocks.push({ kind: 'page' });
    this.#place(paragraph);
    if (this.#hasPageAfter) this.blocks.push({ kind: 'page' });
    this.#hasPageAfter = false;
    if (depth > 0 && (isCellMark || facts.isInnerCellEnd)) this.#closeCell();
  }

  #applyFacts(paragraph: Paragraph, facts: ParagraphFacts): void {
    if (facts.outlineLevel !== undefined && facts.outlineLevel < 9) paragraph.headingLevel = facts.outlineLevel + 1;
    if (facts.listId <= 0) return;
    const mark = this.#context.lists.count({
      numberingId: String(facts.listId),
      level: facts.listLevel,
      styleId: undefined,
    });
    if (mark) paragraph.mark = mark;
  }

  #place(paragraph: Paragraph): void {
    (this.#tables.at(-1)?.blocks ?? this.blocks).push(paragraph);
  }

  #reachDepth(depth: number): void {
    while (this.#tables.length > depth) this.#closeTable();
    while (this.#tables.length < depth) this.#tables.push({ rows: [], cells: [], blocks: [] });
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    table.cells.push(table.blocks);
    table.blocks = [];
  }

  #closeRow(facts: ParagraphFacts): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    table.rows.push({ cells: table.cells, definition: facts.cells });
    table.cells = [];
    table.blocks = [];
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    if (table.blocks.length > 0) table.cells.push(table.blocks);
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition: undefined });
    const target = this.#tables.at(-1)?.blocks ?? this.blocks;
    if (table.rows.length > 0) target.push(shapeTable(table.rows));
  }
}

/** Index of the last number in order that is no greater; -1 where all are. */
function lastAtMost(sorted: number[], most: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Rows with cell bounds in twips become rows with spans: a cell covers as many columns as bounds lie under it. */
function shapeTable(rows: OpenTable['rows']): TableBlock {
  const edges = [
    ...new Set(rows.flatMap(({ definition }) => (definition ?? []).flatMap(({ left, right }) => [left, right]))),
  ].toSorted((a, b) => a - b);
  // Bounds that differ by less than a millimetre are the same column.
  const columns = edges.filter((edge, index) => index === 0 || edge - (edges[index - 1] ?? 0) > 55);
  const columnOf = (edge: number) => lastAtMost(columns, edge + 55);
  const above = new Map<number, CellBlock>();
  const shaped = rows.map(({ cells, definition }) => {
    const row: CellBlock[] = [];
    cells.forEach((blocks, index) => {
      const cell = definition?.[index];
      const left = cell ? columnOf(cell.left) : index;
      const columnSpan = cell ? Math.min(Math.max(1, columnOf(cell.right) - left), readingLimits.cellSpan) : 1;
      const last = row.at(-1);
      const upper = above.get(left);
      if (cell?.isMergedAcross && last) last.columnSpan += columnSpan;
      else if (cell?.isMergedDown && upper) upper.rowSpan += 1;
      else {
        const placed: CellBlock = { blocks: trimBlank(blocks), columnSpan, rowSpan: 1 };
        row.push(placed);
        above.set(left, placed);
      }
    });
    return row;
  });
  return { kind: 'table', rows: shaped };
}
