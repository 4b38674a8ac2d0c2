import type { Block, Paragraph } from './build-source.ts';
import { pushAll } from './choose-blocks.ts';
import { TableWalker } from './docx/walk-table.ts';
import { formatNumber } from './format-number.ts';
import { markLegacyPiece } from './legacy-pieces.ts';
import { weighText } from './weigh-text.ts';
import { ReadingBudget } from './reading-budget.ts';

const silent = new Set([
  'script',
  'style',
  'head',
  'noscript',
  'template',
  'svg',
  'nav',
  'select',
  'button',
  'iframe',
  'object',
  'del',
  'math',
  'audio',
  'video',
]);
const blockTags = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'td',
  'th',
  'tr',
  'ul',
  'caption',
]);
const listFormats: Record<string, string> = { i: 'lowerRoman', I: 'upperRoman', a: 'lowerLetter', A: 'upperLetter' };

interface OpenList {
  format: string | null;
  next: number;
}

/** Gathers blocks from the tags of a page. */
export class HtmlWalker {
  #blocks: Block[] = [];
  #containers: Block[][] = [this.#blocks];
  #tables = new TableWalker();
  #paragraph: Paragraph = { kind: 'paragraph', text: '' };
  #pending: Paragraph['mark'] | undefined;
  #heading: number | undefined;
  #lists: OpenList[] = [];
  #fonts: (string | undefined)[] = [];
  #weights: boolean[] = [];
  #silentDepth = 0;
  #preDepth = 0;
  #budget = new ReadingBudget();
  #last = '';

  isDone(): boolean {
    return this.#budget.isSpent();
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#silentDepth > 0 || silent.has(name) || isHidden(attributes)) {
      this.#silentDepth += 1;
      return;
    }
    this.#fonts.push(fontOf(attributes) ?? this.#fonts.at(-1));
    this.#weights.push(isBold(name, attributes) ?? this.#weights.at(-1) ?? false);
    if (blockTags.has(name)) this.#endParagraph();
    if (name === 'br') this.#append('\n');
    else if (name === 'pre') this.#preDepth += 1;
    else if (/^h[1-6]$/.test(name)) this.#heading = Number(name[1]);
    else if (name === 'ol' || name === 'ul') this.#openList(name, attributes);
    else if (name === 'li') this.#openItem(attributes);
    else this.#openTablePart(name, attributes);
  }

  close(name: string): void {
    if (this.#silentDepth > 0) {
      this.#silentDepth -= 1;
      return;
    }
    this.#fonts.pop();
    this.#weights.pop();
    if (blockTags.has(name)) this.#endParagraph();
    if (name === 'pre') this.#preDepth -= 1;
    else if (/^h[1-6]$/.test(name)) this.#heading = undefined;
    else if (name === 'ol' || name === 'ul') this.#lists.pop();
    else if (name === 'li') this.#pending = undefined;
    else if ((name === 'td' || name === 'th') && this.#containers.length > 1) this.#closeCell();
    else if (name === 'tr') this.#tables.closeRow();
    else if (name === 'table') this.#closeTable();
  }

  text(data: string): void {
    if (this.#silentDepth > 0) return;
    const added = this.#preDepth > 0 ? data : data.replace(/[ \t\r\n\f]+/g, ' ');
    const isRepeated = this.#preDepth === 0 && added.startsWith(' ') && ['', ' ', '\n'].includes(this.#last);
    this.#append(isRepeated ? added.slice(1) : added);
  }

  /** The last character is kept apart: asking a string that is still being put together for it would copy it whole. */
  #append(added: string): void {
    if (added === '') return;
    const paragraph = this.#paragraph;
    const start = paragraph.text.length;
    paragraph.text += added;
    weighText(paragraph, added, this.#weights.at(-1) ?? false);
    this.#last = added.at(-1) ?? '';
    this.#budget.spend(added.length);
    const font = this.#fonts.at(-1);
    if (font !== undefined) markLegacyPiece((paragraph.legacy ??= []), start, paragraph.text.length, font);
  }

  finish(): Block[] {
    this.#endParagraph();
    while (this.#containers.length > 1) pushAll(this.#containers.at(-2) ?? this.#blocks, this.#containers.pop() ?? []);
    return this.#blocks;
  }

  #endParagraph(): void {
    const paragraph = this.#paragraph;
    this.#paragraph = { kind: 'paragraph', text: '' };
    this.#last = '';
    if (paragraph.text.trim() === '') return;
    if (this.#pending) paragraph.mark = this.#pending;
    this.#pending = undefined;
    if (this.#heading !== undefined) paragraph.headingLevel = this.#heading;
    (this.#containers.at(-1) ?? this.#blocks).push(paragraph);
    this.#budget.spendBlock();
  }

  #openList(name: string, attributes: Record<string, string>): void {
    const style = attributes['style'] ?? '';
    const hasNoMark = /list-style(?:-type)?\s*:\s*none/i.test(style);
    const format = name === 'ol' && !hasNoMark ? (listFormats[attributes['type'] ?? ''] ?? 'decimal') : null;
    const start = Number.parseInt(attributes['start'] ?? '1', 10);
    this.#lists.push({ format: hasNoMark ? 'none' : format, next: Number.isSafeInteger(start) ? start : 1 });
  }

  #openItem(attributes: Record<string, string>): void {
    const list = this.#lists.at(-1);
    if (!list || list.format === 'none') return;
    const level = this.#lists.length - 1;
    if (list.format === null) {
      this.#pending = { mark: '•', level };
      return;
    }
    const value = Number.parseInt(attributes['value'] ?? '', 10);
    if (Number.isSafeInteger(value)) list.next = value;
    this.#pending = { mark: `${formatNumber(list.next, list.format)}.`, level };
    list.next += 1;
  }

  #openTablePart(name: string, attributes: Record<string, string>): void {
    if (name === 'table') this.#tables.openTable();
    else if (name === 'tr') this.#tables.openRow();
    else if (name === 'td' || name === 'th') {
      this.#tables.openCell();
      this.#tables.widenCell(Number.parseInt(attributes['colspan'] ?? '1', 10) || 1);
      this.#tables.heightenCell(Number.parseInt(attributes['rowspan'] ?? '1', 10) || 1);
      this.#containers.push([]);
    }
  }

  #closeCell(): void {
    this.#budget.spendBlock();
    this.#tables.closeCell(this.#containers.pop() ?? []);
  }

  #closeTable(): void {
    const table = this.#tables.closeTable();
    if (table) (this.#containers.at(-1) ?? this.#blocks).push(table);
  }
}

function isHidden(attributes: Record<string, string>): boolean {
  return (
    'hidden' in attributes ||
    /(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden)/i.test(attributes['style'] ?? '')
  );
}

/** Undefined where an element says nothing of its weight. */
function isBold(name: string, attributes: Record<string, string>): boolean | undefined {
  const weight = /font-weight\s*:\s*([\w]+)/i.exec(attributes['style'] ?? '')?.[1];
  if (weight !== undefined) return /^(?:bold|bolder|[6-9]00)$/i.test(weight);
  return /^(?:b|strong|h[1-6]|th)$/.test(name) ? true : undefined;
}

function fontOf(attributes: Record<string, string>): string | undefined {
  const named = attributes['face'] ?? /font-family\s*:\s*([^;]+)/i.exec(attributes['style'] ?? '')?.[1];
  return named?.split(',')[0]?.replace(/["']/g, '').trim();
}
