import { type Property, splitProperties } from './read-properties.ts';
import { structure, type WordFile } from './read-word-file.ts';

/** What paragraph and character properties say about the text. */
export interface ParagraphFacts {
  isInTable: boolean;
  isRowEnd: boolean;
  tableDepth: number;
  isInnerCellEnd: boolean;
  isInnerRowEnd: boolean;
  listId: number;
  listLevel: number | undefined;
  outlineLevel: number | undefined;
  hasPageBefore: boolean;
  cells: CellDefinition[] | undefined;
}

export interface CharacterFacts {
  font: string | undefined;
  isCapitals: boolean;
  isHidden: boolean;
  isBold: boolean;
  isDeleted: boolean;
  isInserted: boolean;
  isSpecial: boolean;
  symbol: string | undefined;
}

export interface CellDefinition {
  left: number;
  right: number;
  isMergedAcross: boolean;
  /** Continues the cell above. */
  isMergedDown: boolean;
}

interface Style {
  base: number;
  paragraph: Property[];
  character: Property[];
}

/** Styles and fonts of a .doc, and what they make of a stretch's own properties. */
export class DocStyles {
  #styles: (Style | undefined)[];
  #fonts: string[];
  #defaultFont: number;
  #plain = new Map<number, { paragraph: ParagraphFacts; character: CharacterFacts }>();

  constructor(file: WordFile) {
    const { styles, defaultFont } = readStyles(file);
    this.#styles = styles;
    this.#defaultFont = defaultFont;
    this.#fonts = readFonts(file);
  }

  paragraph(styleIndex: number, own: Property[]): ParagraphFacts {
    const facts = { ...this.#factsOf(styleIndex).paragraph };
    for (const property of own) applyParagraph(facts, property);
    return facts;
  }

  character(styleIndex: number, own: Property[]): CharacterFacts {
    const { character } = this.#factsOf(styleIndex);
    if (own.length === 0) return character;
    const facts = { ...character };
    for (const property of own) this.#applyCharacter(facts, property, character, 0);
    return facts;
  }

  #factsOf(styleIndex: number): { paragraph: ParagraphFacts; character: CharacterFacts } {
    const known = this.#plain.get(styleIndex);
    if (known) return known;
    const paragraph: ParagraphFacts = {
      isInTable: false,
      isRowEnd: false,
      tableDepth: 0,
      isInnerCellEnd: false,
      isInnerRowEnd: false,
      listId: 0,
      listLevel: undefined,
      outlineLevel: undefined,
      hasPageBefore: false,
      cells: undefined,
    };
    const character: CharacterFacts = {
      font: this.#fonts[this.#defaultFont],
      isCapitals: false,
      isHidden: false,
      isBold: false,
      isDeleted: false,
      isInserted: false,
      isSpecial: false,
      symbol: undefined,
    };
    for (const style of this.#chain(styleIndex)) {
      for (const property of style.paragraph) applyParagraph(paragraph, property);
      for (const property of style.character) this.#applyCharacter(character, property, character, 0);
    }
    const facts = { paragraph, character };
    this.#plain.set(styleIndex, facts);
    return facts;
  }

  /** The style and those below it, lowest first. */
  #chain(styleIndex: number): Style[] {
    const chain: Style[] = [];
    for (let index = styleIndex, steps = 0; steps < 20; steps += 1) {
      const style = this.#styles[index];
      if (!style) break;
      chain.unshift(style);
      index = style.base;
    }
    return chain;
  }

  #applyCharacter(facts: CharacterFacts, { code, view, at }: Property, style: CharacterFacts, depth: number): void {
    const toggled = (before: boolean) => {
      const value = view.getUint8(at);
      return value === 0x80 ? before : value === 0x81 ? !before : value === 1;
    };
    if (code === 0x0800) facts.isDeleted = view.getUint8(at) === 1;
    else if (code === 0x0801) facts.isInserted = view.getUint8(at) === 1;
    else if (code === 0x083b) facts.isCapitals = toggled(style.isCapitals);
    else if (code === 0x083c) facts.isHidden = toggled(style.isHidden);
    else if (code === 0x0835) facts.isBold = toggled(style.isBold);
    else if (code === 0x0855) facts.isSpecial = view.getUint8(at) === 1;
    else if (code === 0x4a4f) facts.font = this.#fonts[view.getUint16(at, true)] ?? facts.font;
    else if (code === 0x6a09) facts.symbol = String.fromCharCode(view.getUint16(at + 2, true));
    else if (code === 0x4a30 && depth < 3) {
      for (const { character } of this.#chain(view.getUint16(at, true))) {
        for (const property of character) this.#applyCharacter(facts, property, style, depth + 1);
      }
    }
  }
}

function applyParagraph(facts: ParagraphFacts, property: Property): void {
  const { code, view, at } = property;
  if (code === 0x2416) facts.isInTable = view.getUint8(at) === 1;
  else if (code === 0x2417) facts.isRowEnd = view.getUint8(at) === 1;
  else if (code === 0x6649) facts.tableDepth = view.getInt32(at, true);
  else if (code === 0x244b) facts.isInnerCellEnd = view.getUint8(at) === 1;
  else if (code === 0x244c) facts.isInnerRowEnd = view.getUint8(at) === 1;
  else if (code === 0x460b) facts.listId = view.getInt16(at, true);
  else if (code === 0x260a) facts.listLevel = view.getUint8(at);
  else if (code === 0x2640) facts.outlineLevel = view.getUint8(at);
  else if (code === 0x2407) facts.hasPageBefore = view.getUint8(at) === 1;
  else if (code === 0xd608) facts.cells = readCells(property);
}

/** A row's cells from its definition: left bounds, then 20 bytes a cell. */
function readCells({ view, at, length }: Property): CellDefinition[] {
  const count = view.getUint8(at);
  if (count > 63 || 1 + 2 * (count + 1) > length) return [];
  const edge = (index: number) => view.getInt16(at + 1 + 2 * index, true);
  return Array.from({ length: count }, (_, index) => {
    const start = at + 1 + 2 * (count + 1) + 20 * index;
    const flags = start + 2 <= at + length ? view.getUint16(start, true) : 0;
    return {
      left: edge(index),
      right: edge(index + 1),
      isMergedAcross: (flags & 3) === 1,
      isMergedDown: ((flags >>> 5) & 3) === 1,
    };
  });
}

function readStyles(file: WordFile): { styles: (Style | undefined)[]; defaultFont: number } {
  const { offset, length } = file.locate(structure.styles);
  const { table } = file;
  const styles: (Style | undefined)[] = [];
  if (length < 20) return { styles, defaultFont: 0 };
  const headLength = table.getUint16(offset, true);
  const count = table.getUint16(offset + 2, true);
  const baseLength = table.getUint16(offset + 4, true);
  const defaultFont = table.getUint16(offset + 14, true);
  let at = offset + 2 + headLength;
  for (let index = 0; index < count && at + 2 <= offset + length; index += 1) {
    const size = table.getUint16(at, true);
    styles.push(size === 0 ? undefined : readStyle(table, at + 2, size, baseLength));
    at += 2 + size;
  }
  return { styles, defaultFont };
}

function readStyle(table: DataView, start: number, size: number, baseLength: number): Style {
  const kind = table.getUint16(start + 2, true) & 15;
  const base = table.getUint16(start + 2, true) >>> 4;
  const parts: { at: number; end: number }[] = [];
  const nameLength = table.getUint16(start + baseLength, true);
  let at = start + baseLength + 2 + 2 * nameLength + 2;
  while (at + 2 <= start + size && parts.length < 3) {
    const length = table.getUint16(at, true);
    parts.push({ at: at + 2, end: Math.min(at + 2 + length, start + size) });
    at += 2 + length + (length & 1);
  }
  const list = (part: { at: number; end: number } | undefined, skip: number) =>
    part ? splitProperties(table, part.at + skip, part.end) : [];
  if (kind === 1) return { base, paragraph: list(parts[0], 2), character: list(parts[1], 0) };
  return { base, paragraph: [], character: kind === 2 ? list(parts[0], 0) : [] };
}

/** Names of fonts; each stands 40 bytes into its entry, ended by a zero. */
function readFonts({ table, locate }: WordFile): string[] {
  const { offset, length } = locate(structure.fonts);
  const fonts: string[] = [];
  if (length < 6) return fonts;
  const count = table.getUint16(offset, true);
  let at = offset + 4;
  for (let index = 0; index < count && at < offset + length; index += 1) {
    const size = table.getUint8(at);
    let name = '';
    for (let char = at + 40; char + 1 < at + 1 + size; char += 2) {
      const code = table.getUint16(char, true);
      if (code === 0) break;
      name += String.fromCharCode(code);
    }
    fonts.push(name);
    at += 1 + size;
  }
  return fonts;
}
