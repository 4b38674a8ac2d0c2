import type { Block, Paragraph } from '../build-source.ts';
import { isBlankSoFar, pushAll } from '../choose-blocks.ts';
import { markLegacyPiece } from '../legacy-pieces.ts';
import { attribute, type Attributes, type XmlVisitor } from '../parse-xml.ts';
import { weighText } from '../weigh-text.ts';
import { ReadingBudget } from '../reading-budget.ts';
import type { ListCounter } from './count-lists.ts';
import type { Styles } from './read-styles.ts';
import { formatRun, startRun, type RunFormat } from './run-format.ts';
import { TableWalker } from './walk-table.ts';
import { FieldTracker } from './track-fields.ts';
import { isOn, symbolOf, wholeNumber } from './word-names.ts';

/** Subtrees without printed text: what was deleted or moved away, former properties, codes, the other half of a choice. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:delInstrText',
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:sectPrChange',
  'w:numberingChange',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:ruby',
  'w:object',
  'w:annotation',
  'w:txbxContentLink',
]);

interface OpenParagraph {
  paragraph: Paragraph;
  styleId?: string;
  numberingId?: string;
  level?: number;
  outlineLevel?: number;
  /** The paragraph mark was deleted under tracking: the text runs on into the next paragraph. */
  isMarkDeleted: boolean;
  hasPageBefore: boolean;
  hasPageAfter: boolean;
  /** Text boxes anchored here. */
  after: Block[];
}

export interface HeaderReference {
  kind: 'header' | 'footer';
  type: string;
  relationId: string;
}

/** Walks the body of a .docx, a header, a footer or a file of notes, and gathers its blocks as they are printed. */
export class BodyWalker implements XmlVisitor {
  blocks: Block[] = [];
  references: HeaderReference[] = [];
  hasTitlePage = false;
  hasTrackedChanges = false;

  #styles: Styles;
  #lists: ListCounter;
  #fields: FieldTracker;
  #isRunningText: boolean;
  #skipDepth = 0;
  #containers: Block[][] = [this.blocks];
  #paragraphs: OpenParagraph[] = [];
  #carried: Paragraph | null = null;
  #choices: boolean[] = [];
  #tables = new TableWalker();
  #run: RunFormat = startRun({});
  #isInRun = false;
  #isInText = false;
  #isInCode = false;
  #isInParagraphProperties = false;
  #sectionsSeen = 0;
  #budget = new ReadingBudget();

  constructor(styles: Styles, lists: ListCounter, isRunningText = false) {
    this.#styles = styles;
    this.#lists = lists;
    this.#isRunningText = isRunningText;
    this.#fields = new FieldTracker(isRunningText);
  }

  isDone(): boolean {
    return this.#budget.isSpent();
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipDepth > 0) {
      this.#skipDepth += 1;
      return;
    }
    if (this.#isToSkip(name, attributes)) {
      this.#skipDepth = 1;
      return;
    }
    if (this.#isInParagraphProperties) this.#readParagraphProperty(name, attributes);
    else if (this.#isInRun && this.#openInRun(name, attributes)) return;
    this.#openStructure(name, attributes);
  }

  close(name: string): void {
    if (this.#skipDepth > 0) {
      this.#skipDepth -= 1;
      return;
    }
    switch (name) {
      case 'w:t':
      case 'm:t':
        this.#isInText = false;
        break;
      case 'w:instrText':
        this.#isInCode = false;
        break;
      case 'w:r':
        this.#isInRun = false;
        break;
      case 'w:pPr':
        this.#isInParagraphProperties = false;
        break;
      case 'w:p':
        this.#closeParagraph();
        break;
      case 'mc:AlternateContent':
        this.#choices.pop();
        break;
      case 'w:txbxContent':
      case 'w:tc':
        this.#closeContainer(name);
        break;
      case 'w:tr':
        this.#tables.closeRow();
        break;
      case 'w:tbl':
        this.#closeTable();
        break;
    }
  }

  text(data: string): void {
    if (this.#skipDepth > 0) return;
    if (this.#isInText) this.#addText(data);
    else if (this.#isInCode) this.#fields.addCode(data);
  }

  #isToSkip(name: string, attributes: Attributes): boolean {
    if (skipped.has(name)) {
      if (name === 'w:del' || name === 'w:moveFrom') {
        this.hasTrackedChanges = true;
        if (this.#isInParagraphProperties) this.#markDeleted();
        this.#tables.deleteRow();
      }
      return true;
    }
    if (name === 'w:ins' || name === 'w:moveTo') this.hasTrackedChanges = true;
    if (name === 'w:fldSimple') return this.#fields.isSilentCode(attribute(attributes, 'w:instr') ?? '');
    if (name === 'mc:AlternateContent') this.#choices.push(false);
    if (name !== 'mc:Choice' && name !== 'mc:Fallback') return false;
    // Both halves show the same text: the first one is taken.
    const isTaken = this.#choices.at(-1) ?? false;
    if (!isTaken && this.#choices.length > 0) this.#choices[this.#choices.length - 1] = true;
    return isTaken;
  }

  #markDeleted(): void {
    const open = this.#paragraphs.at(-1);
    if (open) open.isMarkDeleted = true;
  }

  #openStructure(name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:p':
        this.#openParagraph();
        break;
      case 'w:pPr':
        this.#isInParagraphProperties = true;
        break;
      case 'w:r':
        this.#openRun();
        break;
      case 'm:t':
        this.#isInText = true;
        break;
      case 'w:txbxContent':
        this.#containers.push([]);
        break;
      case 'w:tbl':
        this.#tables.openTable();
        break;
      case 'w:tr':
        this.#tables.openRow();
        break;
      case 'w:tc':
        this.#tables.openCell();
        this.#containers.push([]);
        break;
      case 'w:gridBefore':
        this.#tables.indentRow(wholeNumber(attribute(attributes, 'w:val')) ?? 0);
        break;
      case 'w:gridSpan':
        this.#tables.widenCell(wholeNumber(attribute(attributes, 'w:val')) ?? 1);
        break;
      case 'w:vMerge':
        this.#tables.mergeCell((attribute(attributes, 'w:val') ?? 'continue') !== 'restart');
        break;
      case 'w:sectPr':
        this.#sectionsSeen += 1;
        break;
      case 'w:titlePg':
        if (this.#sectionsSeen <= 1) this.hasTitlePage = isOn(attribute(attributes, 'w:val'));
        break;
      case 'w:headerReference':
      case 'w:footerReference':
        this.#addReference(name, attributes);
        break;
    }
  }

  #addReference(name: string, attributes: Attributes): void {
    if (this.#sectionsSeen > 1) return;
    this.references.push({
      kind: name === 'w:headerReference' ? 'header' : 'footer',
      type: attribute(attributes, 'w:type') ?? 'default',
      relationId: attribute(attributes, 'r:id') ?? '',
    });
  }

  #openParagraph(): void {
    this.#isInParagraphProperties = false;
    this.#isInRun = false;
    const paragraph: Paragraph = this.#carried ?? { kind: 'paragraph', text: '' };
    this.#carried = null;
    this.#paragraphs.push({ paragraph, isMarkDeleted: false, hasPageBefore: false, hasPageAfter: false, after: [] });
  }

  #readParagraphProperty(name: string, attributes: Attributes): void {
    const open = this.#paragraphs.at(-1);
    if (!open) return;
    const value = attribute(attributes, 'w:val');
    if (name === 'w:pStyle' && value !== undefined) open.styleId = value;
    else if (name === 'w:numId' && value !== undefined) open.numberingId = value;
    else if (name === 'w:pageBreakBefore') open.hasPageBefore = isOn(value);
    else if (name === 'w:ilvl' || name === 'w:outlineLvl') {
      const level = wholeNumber(value);
      if (level === undefined) return;
      if (name === 'w:ilvl') open.level = level;
      else open.outlineLevel = level;
    }
  }

  #openRun(): void {
    this.#isInRun = true;
    this.#run = startRun(this.#styles.find(this.#paragraphs.at(-1)?.styleId));
  }

  /** True where the element says something about the run's text. */
  #openInRun(name: string, attributes: Attributes): boolean {
    switch (name) {
      case 'w:t':
        this.#isInText = true;
        return true;
      case 'w:instrText':
        this.#isInCode = true;
        return true;
      case 'w:tab':
      case 'w:ptab':
        this.#addText('\t');
        return true;
      case 'w:cr':
        this.#addText('\n');
        return true;
      case 'w:br':
        this.#addBreak(attribute(attributes, 'w:type'));
        return true;
      case 'w:lastRenderedPageBreak':
        this.#addRenderedPage();
        return true;
      case 'w:noBreakHyphen':
        this.#addText('-');
        return true;
      case 'w:sym':
        this.#addText(symbolOf(attribute(attributes, 'w:char') ?? ''));
        return true;
      case 'w:fldChar':
        this.#turnField(attribute(attributes, 'w:fldCharType'));
        return true;
      default:
        return formatRun(this.#run, name, attributes, this.#styles);
    }
  }

  #turnField(type: string | undefined): void {
    if (type === 'begin') this.#fields.begin();
    else if (type === 'separate') this.#fields.separate();
    else if (type === 'end') this.#fields.end();
  }

  #addBreak(type: string | undefined): void {
    const open = this.#paragraphs.at(-1);
    if (type !== 'page') this.#addText('\n');
    else if (open && isBlankSoFar(open.paragraph.text)) open.hasPageBefore = true;
    else if (open) open.hasPageAfter = true;
  }

  #addRenderedPage(): void {
    const open = this.#paragraphs.at(-1);
    if (open && open.paragraph.text === '') open.hasPageBefore = true;
  }

  #addText(data: string): void {
    const open = this.#paragraphs.at(-1);
    if (!open || this.#run.isHidden || !this.#fields.isPrinted()) return;
    const text = this.#run.isCapitals ? data.toUpperCase() : data;
    const { paragraph } = open;
    const start = paragraph.text.length;
    paragraph.text += text;
    weighText(paragraph, text, this.#run.isBold);
    this.#budget.spend(text.length);
    if (this.#run.font !== undefined)
      markLegacyPiece((paragraph.legacy ??= []), start, paragraph.text.length, this.#run.font);
  }

  #closeParagraph(): void {
    const open = this.#paragraphs.pop();
    if (!open) return;
    const target = this.#containers.at(-1) ?? this.blocks;
    if (open.isMarkDeleted) {
      this.#carried = open.paragraph;
      pushAll(target, open.after);
      return;
    }
    this.#budget.spendBlock();
    if (open.hasPageBefore && !this.#isRunningText) target.push({ kind: 'page' });
    this.#finishParagraph(open);
    target.push(open.paragraph);
    pushAll(target, open.after);
    if (open.hasPageAfter && !this.#isRunningText) target.push({ kind: 'page' });
  }

  #finishParagraph(open: OpenParagraph): void {
    const style = this.#styles.find(open.styleId);
    const outlineLevel = open.outlineLevel ?? style.outlineLevel;
    if (outlineLevel !== undefined && outlineLevel >= 0 && outlineLevel < 9)
      open.paragraph.headingLevel = outlineLevel + 1;
    const numberingId = open.numberingId ?? style.numberingId;
    if (numberingId === undefined || numberingId === '0') return;
    const mark = this.#lists.count({ numberingId, level: open.level ?? style.numberingLevel, styleId: open.styleId });
    if (mark) open.paragraph.mark = mark;
  }

  #closeContainer(name: string): void {
    const blocks = this.#containers.length > 1 ? this.#containers.pop() : undefined;
    if (!blocks) return;
    if (this.#carried) {
      blocks.push(this.#carried);
      this.#carried = null;
    }
    if (name === 'w:tc') {
      this.#budget.spendBlock();
      this.#tables.closeCell(blocks);
    } else pushAll(this.#paragraphs.at(-1)?.after ?? this.#containers.at(-1) ?? this.blocks, blocks);
  }

  #closeTable(): void {
    const table = this.#tables.closeTable();
    if (table) (this.#containers.at(-1) ?? this.blocks).push(table);
  }
}
