import type * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Rule, TextPiece } from './page-geometry.ts';
import { collectRules, type Matrix, multiply } from './collect-rules.ts';

export type Pdf = typeof pdfjs;

/** What is drawn on a page, in points from its upper left corner. */
export interface Drawing {
  pieces: TextPiece[];
  rules: Rule[];
  /** Share of the page covered by its largest picture, 0 to 1. */
  pictureShare: number;
}

interface Glyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

interface State {
  matrix: Matrix;
  fontSize: number;
  unitsToEm: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

/** A gap inside a run of glyphs that wide, in letter sizes, may hold a glyph of another font. */
const innerGap = 0.18;
/** Typed spaces that wide place words apart rather than part them. */
const wideSpaces = 0.9;

/**
 * Reads a page's drawing operations. The library's own text content joins glyphs over gaps that letters of a second
 * font stand in, which tears Vietnamese words apart; here every glyph keeps its place.
 */
export async function readDrawing(pdf: Pdf, page: PDFPageProxy): Promise<Drawing> {
  const list = await page.getOperatorList();
  const view = page.getViewport({ scale: 1 });
  const hasAnnotations = list.fnArray.includes(pdf.OPS.beginAnnotation);
  const reader = new DrawingReader(
    pdf,
    page,
    view.transform as Matrix,
    hasAnnotations ? await findSignatures(page) : [],
  );
  for (let index = 0; index < list.fnArray.length; index += 1) {
    reader.apply(list.fnArray[index] ?? 0, (list.argsArray[index] ?? []) as unknown[]);
  }
  const { pieces, rules, largestPicture } = reader;
  return { pieces, rules, pictureShare: Math.min(1, largestPicture / (view.width * view.height)) };
}

/** The look of a digital signature ("Người ký: …, Ngày ký: …") is stamped over the page and is no part of the text. */
async function findSignatures(page: PDFPageProxy): Promise<string[]> {
  const annotations = (await page.getAnnotations().catch(() => [])) as { id?: string; fieldType?: string }[];
  return annotations.flatMap(({ id, fieldType }) => (fieldType === 'Sig' && id !== undefined ? [id] : []));
}

type Steps = Map<number, (args: unknown[]) => void>;

const paintNames = [
  'stroke',
  'closeStroke',
  'fill',
  'eoFill',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
] as const;

class DrawingReader {
  pieces: TextPiece[] = [];
  rules: Rule[] = [];
  largestPicture = 0;

  #page: PDFPageProxy;
  #steps: Steps;
  #state: State;
  #saved: State[] = [];
  #text: Matrix = [1, 0, 0, 1, 0, 0];
  #x = 0;
  #y = 0;
  #lineX = 0;
  #lineY = 0;

  #view: Matrix;
  #signatures: Set<string>;
  #isInSignature = false;
  #drawn = new Map<string, TextPiece[]>();

  constructor(pdf: Pdf, page: PDFPageProxy, view: Matrix, signatures: string[]) {
    this.#page = page;
    this.#view = view;
    this.#signatures = new Set(signatures);
    this.#state = {
      matrix: view,
      fontSize: 0,
      unitsToEm: 0.001,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
    };
    this.#steps = this.#listSteps(pdf.OPS);
  }

  apply(operation: number, args: unknown[]): void {
    this.#steps.get(operation)?.(args);
  }

  #listSteps(OPS: Pdf['OPS']): Steps {
    return new Map([...this.#listGraphicSteps(OPS), ...this.#listTextSteps(OPS)]);
  }

  #listGraphicSteps(OPS: Pdf['OPS']): Steps {
    const paints = new Set<unknown>(paintNames.map((name) => OPS[name]));
    const transform = (matrix: unknown) => {
      if (isMatrix(matrix)) this.#state.matrix = multiply(this.#state.matrix, matrix);
    };
    const openForm = (args: unknown[]) => {
      this.#save();
      transform(args[0]);
    };
    const openAnnotation = (args: unknown[]) => {
      this.#save();
      this.#state.matrix = this.#view;
      transform(args[2]);
      transform(args[3]);
      this.#isInSignature = this.#signatures.has(String(args[0]));
    };
    const closeAnnotation = () => {
      this.#restore();
      this.#isInSignature = false;
    };
    const collect = (args: unknown[]) => {
      if (paints.has(args[0])) collectRules((args[1] as unknown[] | null)?.[0], this.#state.matrix, this.rules);
    };
    return new Map([
      [OPS.save, () => this.#save()],
      [OPS.restore, () => this.#restore()],
      [OPS.transform, (args) => transform(args)],
      [OPS.paintFormXObjectBegin, openForm],
      [OPS.paintFormXObjectEnd, () => this.#restore()],
      [OPS.beginAnnotation, openAnnotation],
      [OPS.endAnnotation, closeAnnotation],
      [OPS.constructPath, collect],
      [OPS.paintImageXObject, () => this.#addPicture()],
      [OPS.paintInlineImageXObject, () => this.#addPicture()],
      [OPS.paintImageMaskXObject, () => this.#addPicture()],
    ]);
  }

  #listTextSteps(OPS: Pdf['OPS']): Steps {
    const set =
      (key: 'charSpacing' | 'wordSpacing' | 'scale' | 'leading' | 'rise', factor: number) => (args: unknown[]) => {
        this.#state[key] = Number(args[0]) * factor;
      };
    const moveWithLeading = (args: unknown[]) => {
      this.#state.leading = Number(args[1]);
      this.#move(Number(args[0]), Number(args[1]));
    };
    return new Map([
      [OPS.beginText, () => this.#place([1, 0, 0, 1, 0, 0])],
      [OPS.setTextMatrix, (args) => this.#place(args[0])],
      [OPS.setFont, (args) => this.#setFont(String(args[0]), Number(args[1]))],
      [OPS.setCharSpacing, set('charSpacing', 1)],
      [OPS.setWordSpacing, set('wordSpacing', 1)],
      [OPS.setHScale, set('scale', 0.01)],
      [OPS.setLeading, set('leading', -1)],
      [OPS.setTextRise, set('rise', 1)],
      [OPS.moveText, (args) => this.#move(Number(args[0]), Number(args[1]))],
      [OPS.setLeadingMoveText, moveWithLeading],
      [OPS.nextLine, () => this.#move(0, this.#state.leading)],
      [OPS.showText, (args) => this.#show(args[0])],
    ]);
  }

  #save(): void {
    if (this.#saved.length < 5000) this.#saved.push({ ...this.#state });
  }

  #restore(): void {
    const before = this.#saved.pop();
    if (before) this.#state = before;
  }

  #place(matrix: unknown): void {
    if (isMatrix(matrix)) this.#text = [...matrix] as Matrix;
    this.#x = this.#y = this.#lineX = this.#lineY = 0;
  }

  #move(x: number, y: number): void {
    this.#x = this.#lineX += x;
    this.#y = this.#lineY += y;
  }

  #setFont(name: string, size: number): void {
    this.#state.fontSize = size;
    this.#state.unitsToEm = 0.001;
    const font = this.#page.commonObjs.has(name)
      ? (this.#page.commonObjs.get(name) as { fontMatrix?: number[] } | null)
      : null;
    this.#state.unitsToEm = font?.fontMatrix?.[0] ?? 0.001;
  }

  #show(glyphs: unknown): void {
    if (!Array.isArray(glyphs)) return;
    const { fontSize, unitsToEm, charSpacing, wordSpacing, scale } = this.#state;
    const em = Math.abs(fontSize) || 1;
    let text = '';
    let start = this.#x;
    let end = this.#x;
    let jump = 0;
    const finish = () => {
      if (text.trim() !== '') this.#addPiece(text.trimEnd(), start, end);
      text = '';
    };
    for (const glyph of glyphs as (Glyph | number | null)[]) {
      if (glyph === null) continue;
      if (typeof glyph === 'number') {
        const step = (glyph * fontSize * scale) / 1000;
        this.#x -= step;
        jump -= step;
        continue;
      }
      // Character code 32 takes the word spacing, whatever letter it stands for in this font.
      const advance = (glyph.width * unitsToEm * fontSize + charSpacing + (glyph.isSpace ? wordSpacing : 0)) * scale;
      const isBlank = /^\s*$/.test(glyph.unicode);
      const hasSpace = /\s$/.test(text);
      if (text !== '' && (Math.abs(jump) > innerGap * em || this.#x - end > wideSpaces * em)) finish();
      jump = 0;
      if (!isBlank) {
        if (text === '') start = this.#x;
        text += glyph.unicode;
        end = this.#x + advance - charSpacing * scale;
      } else if (text !== '' && !hasSpace) text += ' ';
      this.#x += advance;
    }
    finish();
  }

  #addPiece(text: string, start: number, end: number): void {
    const whole = multiply(this.#state.matrix, this.#text);
    const [a, b, c, d, e, f] = whole;
    // Text that stands upright in the margin or runs across the page is a stamp or a watermark.
    if (a <= 0 || Math.abs(b) > 0.1 * a || this.#isInSignature) return;
    const at = (x: number): [number, number] => [
      a * x + c * (this.#y + this.#state.rise) + e,
      b * x + d * (this.#y + this.#state.rise) + f,
    ];
    const [x0, y] = at(start);
    const [x1] = at(end);
    const piece = { text, x0, x1, y, size: Math.abs(this.#state.fontSize) * Math.hypot(c, d) };
    if (!this.#isDrawnAgain(piece)) this.pieces.push(piece);
  }

  /** Some programs make letters bold by drawing them twice, a hair apart. */
  #isDrawnAgain(piece: TextPiece): boolean {
    const same = this.#drawn.get(piece.text) ?? [];
    const near = 0.12 * piece.size;
    const isAgain = same.some((other) => Math.abs(other.x0 - piece.x0) < near && Math.abs(other.y - piece.y) < near);
    if (!isAgain && same.length < 200) this.#drawn.set(piece.text, [...same, piece]);
    return isAgain;
  }

  /** Pictures are drawn into the unit square. */
  #addPicture(): void {
    const [a, b, c, d] = this.#state.matrix;
    this.largestPicture = Math.max(this.largestPicture, Math.abs(a * d - b * c));
  }
}

function isMatrix(value: unknown): value is Matrix {
  if (!value || typeof value !== 'object') return false;
  const numbers = value as ArrayLike<unknown>;
  return numbers.length === 6 && Array.from(numbers).every((one) => typeof one === 'number' && Number.isFinite(one));
}
