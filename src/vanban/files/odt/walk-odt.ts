import type { Block, Paragraph } from '../build-source.ts';
import { pushAll } from '../choose-blocks.ts';
import { TableWalker } from '../docx/walk-table.ts';
import { markLegacyPiece } from '../legacy-pieces.ts';
import { weighText } from '../weigh-text.ts';
import { attribute, type Attributes, type XmlVisitor } from '../parse-xml.ts';
import { ReadingBudget } from '../reading-budget.ts';
import { OdtListCounter } from './count-odt-lists.ts';
import type { OdtStyles } from './read-odt-styles.ts';

/** Subtrees without printed text. Tables of contents repeat the headings. */
const skipped = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:note-citation',
  'text:table-of-content',
  'text:page-number',
  'text:page-count',
  'office:scripts',
  'office:font-face-decls',
  'office:automatic-styles',
  'text:ruby-text',
  'text:bibliography',
  'text:alphabetical-index',
  'text:sequence-decls',
  'office:forms',
]);

interface OpenParagraph {
  paragraph: Paragraph;
  styleName: string | undefined;
  hasPageBefore: boolean;
  after: Block[];
}

/** Walks the content of an .odt, or the header and footer in its styles. */
export class OdtWalker implements XmlVisitor {
  blocks: Block[] = [];
  header: Block[] = [];
  footer: Block[] = [];
  hasTrackedChanges = false;

  #styles: OdtStyles;
  #lists: OdtListCounter;
  #skipDepth = 0;
  #containers: Block[][];
  #paragraphs: OpenParagraph[] = [];
  #spans: (string | undefined)[] = [];
  #tables = new TableWalker();
  #isInBody = false;
  #budget = new ReadingBudget();

  constructor(styles: OdtStyles) {
    this.#styles = styles;
    this.#lists = new OdtListCounter(styles);
    this.#containers = [this.blocks];
  }

  isDone(): boolean {
    return this.#budget.isSpent();
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipDepth > 0 || skipped.has(name)) {
      if (name === 'text:tracked-changes') this.hasTrackedChanges = true;
      this.#skipDepth += 1;
      return;
    }
    const value = (key: string) => attribute(attributes, key);
    if (name === 'office:text') this.#isInBody = true;
    else if (name === 'style:header' || name === 'style:footer')
      this.#openRunning(name === 'style:header' ? this.header : this.footer);
    if (!this.#isInBody) return;
    if (!this.#openInParagraph(name, value)) this.#openBlock(name, value);
  }

  close(name: string): void {
    if (this.#skipDepth > 0) {
      this.#skipDepth -= 1;
      return;
    }
    if (!this.#isInBody) return;
    switch (name) {
      case 'text:p':
      case 'text:h':
        this.#closeParagraph();
        break;
      case 'text:span':
        this.#spans.pop();
        break;
      case 'text:list':
        this.#lists.closeList();
        break;
      case 'table:table-cell':
        this.#budget.spendBlock();
        this.#tables.closeCell(this.#popContainer());
        break;
      case 'table:table-row':
        this.#tables.closeRow();
        break;
      case 'table:table':
        this.#closeTable();
        break;
      case 'draw:text-box':
      case 'text:note-body':
        this.#closeBox();
        break;
      case 'style:header':
      case 'style:footer':
        this.#popContainer();
        this.#isInBody = false;
        break;
      case 'office:text':
        this.#isInBody = false;
        break;
    }
  }

  text(data: string): void {
    if (this.#skipDepth > 0 || this.#paragraphs.length === 0) return;
    const spaced = data.replace(/[ \t\r\n]+/g, ' ');
    // White space is one space, and none at the head of a paragraph; real spaces are elements.
    this.#append(this.#paragraphs.at(-1)?.paragraph.text === '' ? spaced.trimStart() : spaced);
  }

  #openRunning(blocks: Block[]): void {
    this.#isInBody = true;
    this.#containers.push(blocks);
  }

  #popContainer(): Block[] {
    return this.#containers.length > 1 ? (this.#containers.pop() ?? []) : [];
  }

  #openInParagraph(name: string, value: (key: string) => string | undefined): boolean {
    switch (name) {
      case 'text:span':
        this.#spans.push(value('text:style-name'));
        return true;
      case 'text:s':
        this.#append(' '.repeat(Math.min(200, Number.parseInt(value('text:c') ?? '1', 10) || 1)));
        return true;
      case 'text:tab':
        this.#append('\t');
        return true;
      case 'text:line-break':
        this.#append('\n');
        return true;
      case 'text:soft-page-break':
        this.#addPage();
        return true;
      default:
        return false;
    }
  }

  #openBlock(name: string, value: (key: string) => string | undefined): void {
    switch (name) {
      case 'text:p':
      case 'text:h':
        this.#openParagraph(name, value);
        break;
      case 'text:list':
        this.#lists.openList(
          value('text:style-name'),
          value('text:continue-numbering') === 'true' || value('text:continue-list') !== undefined,
          value('xml:id'),
        );
        break;
      case 'text:list-item':
        this.#lists.openItem(value('text:start-value'));
        break;
      case 'table:table':
        this.#tables.openTable();
        break;
      case 'table:table-row':
        this.#tables.openRow();
        break;
      case 'table:table-cell':
        this.#tables.openCell();
        this.#tables.widenCell(Number.parseInt(value('table:number-columns-spanned') ?? '1', 10) || 1);
        this.#tables.heightenCell(Number.parseInt(value('table:number-rows-spanned') ?? '1', 10) || 1);
        this.#containers.push([]);
        break;
      case 'draw:text-box':
      case 'text:note-body':
        this.#containers.push([]);
        break;
    }
  }

  #openParagraph(name: string, value: (key: string) => string | undefined): void {
    const styleName = value('text:style-name');
    const paragraph: Paragraph = { kind: 'paragraph', text: '' };
    const level = Number.parseInt(value('text:outline-level') ?? '', 10);
    if (name === 'text:h') paragraph.headingLevel = Number.isNaN(level) ? 1 : level;
    this.#paragraphs.push({
      paragraph,
      styleName,
      hasPageBefore: this.#styles.find('paragraph', styleName, 'hasPageBefore') ?? false,
      after: [],
    });
  }

  #append(data: string): void {
    const open = this.#paragraphs.at(-1);
    if (!open) return;
    const span = this.#spans.findLast((name) => name !== undefined);
    const fact = (key: 'isHidden' | 'isCapitals' | 'isBold') =>
      this.#styles.find('text', span, key) ?? this.#styles.find('paragraph', open.styleName, key) ?? false;
    if (fact('isHidden')) return;
    const { paragraph } = open;
    const start = paragraph.text.length;
    paragraph.text += fact('isCapitals') ? data.toUpperCase() : data;
    weighText(paragraph, data, fact('isBold'));
    this.#budget.spend(data.length);
    const font = this.#styles.font('text', span) ?? this.#styles.font('paragraph', open.styleName);
    if (font !== undefined) markLegacyPiece((paragraph.legacy ??= []), start, paragraph.text.length, font);
  }

  #addPage(): void {
    this.#budget.spendBlock();
    const open = this.#paragraphs.at(-1);
    if (!open) (this.#containers.at(-1) ?? this.blocks).push({ kind: 'page' });
    else if (open.paragraph.text === '') open.hasPageBefore = true;
  }

  #closeParagraph(): void {
    const open = this.#paragraphs.pop();
    if (!open) return;
    const target = this.#containers.at(-1) ?? this.blocks;
    const mark = this.#lists.takeMark(this.#styles.find('paragraph', open.styleName, 'listStyle'));
    if (mark) open.paragraph.mark = mark;
    if (open.hasPageBefore) target.push({ kind: 'page' });
    target.push(open.paragraph);
    pushAll(target, open.after);
    this.#budget.spendBlock();
  }

  #closeTable(): void {
    const table = this.#tables.closeTable();
    if (table) (this.#containers.at(-1) ?? this.blocks).push(table);
  }

  /** A text box or a note stands in a paragraph; it is read behind it. */
  #closeBox(): void {
    const blocks = this.#popContainer();
    pushAll(this.#paragraphs.at(-1)?.after ?? this.#containers.at(-1) ?? this.blocks, blocks);
  }
}
