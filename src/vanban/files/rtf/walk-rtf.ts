import { pushAll } from '../choose-blocks.ts';
import { markLegacyPiece } from '../legacy-pieces.ts';
import { ReadingBudget } from '../reading-budget.ts';
import { readingLimits } from '../reading-limits.ts';
import { weighText } from '../weigh-text.ts';
import { type CellProperties, closeTable, type Flow, newFlow, reachDepth } from './rtf-flow.ts';
import { decodeRtfBytes, labelOfCharset } from './rtf-charsets.ts';
import { namedCharacters, printedStarred, silent } from './rtf-words-data.ts';
import type { RtfToken } from './tokenize-rtf.ts';

type Destination = 'text' | 'silent' | 'fonts' | 'mark' | 'header' | 'footer' | 'box' | 'rowProperties';

interface Group {
  destination: Destination;
  font: number;
  isHidden: boolean;
  isDeleted: boolean;
  isCapitals: boolean;
  isBold: boolean;
  skipAfterUnicode: number;
}

const plainGroup = (destination: Destination): Group => ({
  destination,
  font: 0,
  isHidden: false,
  isDeleted: false,
  isCapitals: false,
  isBold: false,
  skipAfterUnicode: 1,
});

/** Bytes in hex that are decoded together; all code pages that .rtf knows give a letter a byte or two. */
const mostBytes = 65_536;

/** Follows the steps of an .rtf and gathers its blocks. */
export class RtfWalker {
  body: Flow = newFlow();
  header: Flow = newFlow();
  footer: Flow = newFlow();
  hasTrackedChanges = false;

  #groups: Group[] = [plainGroup('text')];
  #fonts = new Map<number, { name: string; charset: number | undefined }>();
  #fontNumber = 0;
  #codePage = 1252;
  #isStarred = false;
  #bytes: number[] = [];
  #toSkip = 0;
  #mark = '';
  #isInTable = false;
  #depth = 1;
  #cells: CellProperties[] = [];
  #cell: Omit<CellProperties, 'right'> = { isMergedAcross: false, isMergedDown: false };
  #boxes: Flow[] = [];
  #budget = new ReadingBudget();
  #overflow = 0;

  isDone(): boolean {
    return this.#budget.isSpent();
  }

  apply(token: RtfToken): void {
    if (token.kind === 'byte') {
      if (this.#toSkip > 0) this.#toSkip -= 1;
      else this.#bytes.push(token.value);
      if (this.#bytes.length >= mostBytes) this.#flushBytes();
      return;
    }
    this.#flushBytes();
    if (token.kind === 'text') this.#addText(token.text);
    else if (token.kind === 'open') this.#openGroup();
    else if (token.kind === 'close') this.#closeGroup();
    else this.#applyWord(token.word, token.value);
  }

  finish(): void {
    this.#flushBytes();
    for (const flow of [this.body, this.header, this.footer]) {
      if (flow.paragraph.text.trim() !== '') this.#endParagraph(flow);
      reachDepth(flow, 0);
    }
  }

  #group(): Group {
    return this.#groups.at(-1) ?? plainGroup('silent');
  }

  #flow(): Flow {
    const { destination } = this.#group();
    if (this.#boxes.length > 0) return this.#boxes.at(-1) ?? this.body;
    return destination === 'header' ? this.header : destination === 'footer' ? this.footer : this.body;
  }

  #openGroup(): void {
    this.#isStarred = false;
    this.#toSkip = 0;
    // Nesting beyond all measure is followed by count alone.
    if (this.#groups.length >= readingLimits.depth) this.#overflow += 1;
    else this.#groups.push({ ...this.#group() });
  }

  #closeGroup(): void {
    this.#toSkip = 0;
    if (this.#overflow > 0) {
      this.#overflow -= 1;
      return;
    }
    const closed = this.#groups.length > 1 ? this.#groups.pop() : undefined;
    if (closed?.destination === 'box' && this.#group().destination !== 'box') this.#closeBox();
    if (closed?.destination === 'mark' && this.#group().destination !== 'mark') this.#setMark();
  }

  #flushBytes(): void {
    if (this.#bytes.length === 0) return;
    const label = labelOfCharset(this.#fonts.get(this.#group().font)?.charset, this.#codePage);
    const text = decodeRtfBytes(this.#bytes, label);
    this.#bytes = [];
    this.#print(text);
  }

  #addText(text: string): void {
    const kept = this.#toSkip > 0 ? text.slice(this.#toSkip) : text;
    this.#toSkip = Math.max(0, this.#toSkip - text.length);
    if (kept !== '') this.#print(kept);
  }

  #print(text: string): void {
    const group = this.#group();
    if (group.destination === 'silent' || group.destination === 'rowProperties') return;
    if (group.destination === 'fonts') this.#nameFont(text);
    else if (group.destination === 'mark') this.#mark += text;
    else if (!group.isHidden && !group.isDeleted) {
      const { paragraph } = this.#flow();
      const start = paragraph.text.length;
      paragraph.text += group.isCapitals ? text.toUpperCase() : text;
      weighText(paragraph, text, group.isBold);
      this.#budget.spend(text.length);
      const font = this.#fonts.get(group.font)?.name;
      if (font !== undefined) markLegacyPiece((paragraph.legacy ??= []), start, paragraph.text.length, font);
    }
  }

  #nameFont(text: string): void {
    const font = this.#fonts.get(this.#fontNumber);
    if (font && font.name.length < 100) font.name = (font.name + text).replace(/;.*$/, '').trim();
  }

  #setMark(): void {
    const mark = this.#mark.trim();
    this.#mark = '';
    if (mark !== '') this.#flow().paragraph.mark = { mark, level: 0 };
  }

  #closeBox(): void {
    const box = this.#boxes.pop();
    if (!box) return;
    if (box.paragraph.text.trim() !== '') this.#endParagraph(box);
    reachDepth(box, 0);
    const host = this.#boxes.at(-1) ?? this.body;
    pushAll(host.levels.at(-1)?.blocks ?? host.blocks, box.blocks);
  }

  #applyWord(word: string, value: number | undefined): void {
    const group = this.#group();
    if (word === '*') this.#isStarred = true;
    else if (this.#openDestination(word, group)) this.#isStarred = false;
    else if (group.destination === 'silent') return;
    else if (!this.#applyFormat(word, value, group) && !this.#applyTable(word, value))
      this.#applyBreak(word, value, group);
  }

  /** True where the word says what its group is for. */
  #openDestination(word: string, group: Group): boolean {
    const isUnknown = this.#isStarred && !printedStarred.has(word);
    if (group.destination === 'silent') return true;
    if (silent.has(word) || isUnknown) group.destination = 'silent';
    else if (word === 'fonttbl') group.destination = 'fonts';
    else if (word === 'listtext' || word === 'pntext') group.destination = 'mark';
    else if (word === 'header' || word === 'headerf' || word === 'headerr') group.destination = 'header';
    else if (word === 'footer' || word === 'footerf' || word === 'footerr') group.destination = 'footer';
    else if (word === 'nesttableprops') group.destination = 'rowProperties';
    else if (word === 'shptxt') {
      group.destination = 'box';
      this.#boxes.push(newFlow());
    } else return false;
    return true;
  }

  #applyFormat(word: string, value: number | undefined, group: Group): boolean {
    const isOn = value !== 0;
    switch (word) {
      case 'f':
        if (group.destination === 'fonts')
          this.#fonts.set((this.#fontNumber = value ?? 0), { name: '', charset: undefined });
        else group.font = value ?? 0;
        return true;
      case 'fcharset': {
        const font = this.#fonts.get(this.#fontNumber);
        if (font) font.charset = value;
        return true;
      }
      case 'ansicpg':
        this.#codePage = value ?? 1252;
        return true;
      case 'v':
        group.isHidden = isOn;
        return true;
      case 'caps':
        group.isCapitals = isOn;
        return true;
      case 'b':
        group.isBold = isOn;
        return true;
      case 'deleted':
        group.isDeleted = isOn;
        this.hasTrackedChanges = true;
        return true;
      case 'revised':
        this.hasTrackedChanges = true;
        return true;
      case 'plain':
        Object.assign(group, { isHidden: false, isCapitals: false, isDeleted: false, isBold: false });
        return true;
      case 'uc':
        group.skipAfterUnicode = Math.max(0, value ?? 1);
        return true;
      default:
        return false;
    }
  }

  #applyTable(word: string, value: number | undefined): boolean {
    switch (word) {
      case 'trowd':
        this.#cells = [];
        return true;
      case 'clmrg':
        this.#cell.isMergedAcross = true;
        return true;
      case 'clvmrg':
        this.#cell.isMergedDown = true;
        return true;
      case 'cellx':
        if (this.#cells.length < 200) this.#cells.push({ ...this.#cell, right: value ?? 0 });
        this.#cell = { isMergedAcross: false, isMergedDown: false };
        return true;
      case 'pard':
        this.#isInTable = false;
        this.#depth = 1;
        return true;
      case 'intbl':
        this.#isInTable = true;
        return true;
      case 'itap':
        this.#depth = Math.min(Math.max(value ?? 1, 0), 8);
        return true;
      case 'cell':
        this.#endCell(1);
        return true;
      case 'nestcell':
        this.#endCell(Math.max(2, this.#depth));
        return true;
      case 'row':
        this.#endRow(1);
        return true;
      case 'nestrow':
        this.#endRow(Math.max(2, this.#depth));
        return true;
      default:
        return false;
    }
  }

  #applyBreak(word: string, value: number | undefined, group: Group): void {
    if (word === 'par' || word === 'sect') this.#endParagraph(this.#flow());
    else if (word === 'line') this.#print('\n');
    else if (word === 'tab') this.#print('\t');
    else if (word === 'page' || word === 'pagebb') this.#addPage();
    else if (word === 'u') {
      this.#print(String.fromCharCode((value ?? 0) & 0xffff));
      this.#toSkip = group.skipAfterUnicode;
    } else {
      const char = namedCharacters[word];
      if (char !== undefined) this.#print(char);
    }
  }

  #addPage(): void {
    this.#flow().blocks.push({ kind: 'page' });
    this.#budget.spendBlock();
  }

  #endParagraph(flow: Flow): void {
    reachDepth(flow, this.#isInTable ? this.#depth : 0);
    (flow.levels.at(-1)?.blocks ?? flow.blocks).push(flow.paragraph);
    flow.paragraph = { kind: 'paragraph', text: '' };
    this.#budget.spendBlock();
  }

  #endCell(depth: number): void {
    const flow = this.#flow();
    this.#isInTable = true;
    if (flow.levels.length < depth) reachDepth(flow, depth);
    while (flow.levels.length > depth) closeTable(flow);
    const level = flow.levels.at(-1);
    if (!level) return;
    level.blocks.push(flow.paragraph);
    flow.paragraph = { kind: 'paragraph', text: '' };
    level.cells.push(level.blocks);
    level.blocks = [];
    this.#budget.spendBlock();
  }

  #endRow(depth: number): void {
    const flow = this.#flow();
    while (flow.levels.length > depth) closeTable(flow);
    const level = flow.levels.at(-1);
    if (!level || flow.levels.length < depth || level.cells.length === 0) return;
    level.rows.push({ cells: level.cells, properties: this.#cells });
    level.cells = [];
    level.blocks = [];
  }
}
