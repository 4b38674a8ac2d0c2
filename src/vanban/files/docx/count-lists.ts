import { formatNumber } from '../format-number.ts';
import type { AbstractList, ListInstance, ListLevel, Numbering } from './read-numbering.ts';
import type { Styles } from './read-styles.ts';

/** Where a paragraph stands in a list: directly, or by its style. */
export interface ListPlace {
  numberingId: string;
  level: number | undefined;
  styleId: string | undefined;
}

export interface PrintedMark {
  mark: string;
  level: number;
}

/**
 * Counts list paragraphs in reading order and gives the mark that the word processor prints before each (ECMA-376
 * part 1, 17.9). Instances of one abstract list share its counters; a start override begins again at its first use.
 */
export class ListCounter {
  #numbering: Numbering;
  #styles: Styles;
  #counters = new Map<string, (number | undefined)[]>();
  #begun = new Set<string>();

  constructor(numbering: Numbering, styles: Styles) {
    this.#numbering = numbering;
    this.#styles = styles;
  }

  /** Counts the paragraph. Null where it has no list after all, or the list prints nothing. */
  count(place: ListPlace): PrintedMark | null {
    const instance = this.#numbering.instances.get(place.numberingId);
    const abstract = instance && this.#findAbstract(instance.abstractId);
    if (!instance || !abstract) return null;
    const level = place.level ?? levelOfStyle(abstract, place.styleId) ?? 0;
    if (level < 0 || level > 8) return null;
    const levelOf = (index: number) => instance.levelOverrides.get(index) ?? abstract.levels[index];
    const own = levelOf(level);
    if (!own) return null;
    const counters = this.#advance(place.numberingId, instance, abstract, level, levelOf);
    const mark = own.format === 'bullet' ? bulletOf(own.pattern) : print(own, counters, levelOf);
    return mark === '' ? null : { mark, level };
  }

  #findAbstract(id: string): AbstractList | undefined {
    const abstract = this.#numbering.abstracts.get(id);
    if (abstract?.numStyleLink === undefined || abstract.levels.length > 0) return abstract;
    const target = this.#styles.find(abstract.numStyleLink).numberingId;
    const linked = target === undefined ? undefined : this.#numbering.instances.get(target);
    const found = linked && this.#numbering.abstracts.get(linked.abstractId);
    return found && found.levels.length > 0 ? found : abstract;
  }

  #advance(
    id: string,
    instance: ListInstance,
    abstract: AbstractList,
    level: number,
    levelOf: (index: number) => ListLevel | undefined,
  ): (number | undefined)[] {
    const counters = this.#counters.get(abstract.id) ?? [];
    this.#counters.set(abstract.id, counters);
    if (!this.#begun.has(id)) {
      this.#begun.add(id);
      for (const [index] of instance.startOverrides) counters[index] = undefined;
    }
    const startOf = (index: number) => instance.startOverrides.get(index) ?? levelOf(index)?.start ?? 1;
    // A level that was jumped over is printed with its first number.
    for (let above = 0; above < level; above += 1) counters[above] ??= startOf(above);
    const before = counters[level];
    counters[level] = before === undefined ? startOf(level) : before + 1;
    for (let below = level + 1; below <= 8; below += 1) {
      const after = levelOf(below)?.restartAfter;
      if (after === undefined || (after > 0 && level < after)) counters[below] = undefined;
    }
    return counters;
  }
}

function levelOfStyle(abstract: AbstractList, styleId: string | undefined): number | undefined {
  if (styleId === undefined) return undefined;
  const index = abstract.levels.findIndex((level) => level?.styleId === styleId);
  return index < 0 ? undefined : index;
}

function print(
  own: ListLevel,
  counters: (number | undefined)[],
  levelOf: (index: number) => ListLevel | undefined,
): string {
  return own.pattern
    .replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const level = levelOf(index);
      return formatNumber(counters[index] ?? level?.start ?? 1, own.isLegal ? 'decimal' : (level?.format ?? 'decimal'));
    })
    .trim();
}

/** Glyphs of symbol fonts say nothing as letters: "o" in Courier and "·" in Symbol are both a round bullet on paper. */
function bulletOf(pattern: string): string {
  const glyph = pattern.trim();
  if (glyph === '') return '';
  return /^(?:[-–—+*]|[\p{L}\p{N}]{2,})/u.test(glyph) ? glyph : '•';
}
