import { formatNumber } from '../format-number.ts';
import type { OdtListLevel, OdtStyles } from './read-odt-styles.ts';

interface OpenList {
  styleName: string | undefined;
  id: string | undefined;
}

/** Numbers the items of nested lists as they are opened. */
export class OdtListCounter {
  #styles: OdtStyles;
  #open: OpenList[] = [];
  #counters: (number | undefined)[] = [];
  #pending: { level: number; styleName: string | undefined; start: number | undefined } | null = null;
  /** Where lists stopped, by style, for those that go on. */
  #stopped = new Map<string, (number | undefined)[]>();

  constructor(styles: OdtStyles) {
    this.#styles = styles;
  }

  openList(styleName: string | undefined, continues: boolean, id: string | undefined): void {
    const outer = this.#open.at(-1);
    const name = styleName ?? outer?.styleName;
    if (!outer) this.#counters = continues ? [...(this.#stopped.get(name ?? '') ?? [])] : [];
    this.#open.push({ styleName: name, id });
  }

  closeList(): void {
    const closed = this.#open.pop();
    if (this.#open.length === 0) this.#stopped.set(closed?.styleName ?? '', this.#counters);
    this.#pending = null;
  }

  openItem(start: string | undefined): void {
    const list = this.#open.at(-1);
    if (!list) return;
    const first = Number.parseInt(start ?? '', 10);
    this.#pending = {
      level: this.#open.length - 1,
      styleName: list.styleName,
      start: Number.isNaN(first) ? undefined : first,
    };
  }

  /** The mark of the item whose first paragraph ends now; null for further paragraphs of the item. */
  takeMark(paragraphListStyle: string | undefined): { mark: string; level: number } | null {
    const item = this.#pending;
    this.#pending = null;
    if (!item) return null;
    const levels = this.#styles.list(item.styleName ?? paragraphListStyle) ?? this.#styles.list(paragraphListStyle);
    const own = levels?.[item.level];
    if (!levels || !own) return null;
    if (own.format === null)
      return { mark: /^[-–—+*]$/.test(own.bullet.trim()) ? own.bullet.trim() : '•', level: item.level };
    this.#counters[item.level] = item.start ?? (this.#counters[item.level] ?? own.start - 1) + 1;
    this.#counters.length = item.level + 1;
    const mark = printMark(levels, own, item.level, this.#counters);
    return mark === '' ? null : { mark, level: item.level };
  }
}

function printMark(levels: OdtListLevel[], own: OdtListLevel, level: number, counters: (number | undefined)[]): string {
  if (own.format === 'none') return '';
  const numbers: string[] = [];
  for (let index = Math.max(0, level - own.displayed + 1); index <= level; index += 1) {
    const shown = levels[index];
    if (shown && shown.format !== null && shown.format !== 'none')
      numbers.push(formatNumber(counters[index] ?? shown.start, shown.format));
  }
  return `${own.prefix}${numbers.join('.')}${own.suffix}`.trim();
}
