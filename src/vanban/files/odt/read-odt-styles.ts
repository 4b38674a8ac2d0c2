import { attribute, parseXml } from '../parse-xml.ts';

/** OpenDocument's namespaces with their usual prefixes. */
export const odtPrefixes = new Map<string, string>(
  Object.entries({
    office: 'office',
    style: 'style',
    text: 'text',
    table: 'table',
    draw: 'drawing',
    fo: 'xsl-fo-compatible',
  }).map(([prefix, name]) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`, prefix]),
);

export interface OdtListLevel {
  /** Null for a bullet. */
  format: string | null;
  prefix: string;
  suffix: string;
  start: number;
  /** How many levels' numbers are printed, this one being the last. */
  displayed: number;
  bullet: string;
}

interface StyleFacts {
  parent?: string;
  listStyle?: string;
  font?: string;
  isCapitals?: boolean;
  isHidden?: boolean;
  isBold?: boolean;
  hasPageBefore?: boolean;
}

/** Styles and list styles of an .odt, gathered from both of its parts. */
export class OdtStyles {
  #styles = new Map<string, StyleFacts>();
  #lists = new Map<string, OdtListLevel[]>();
  #faces = new Map<string, string>();

  read(bytes: Uint8Array | null): void {
    if (!bytes) return;
    let style: StyleFacts | null = null;
    let list: OdtListLevel[] | null = null;
    parseXml(bytes, odtPrefixes, {
      open: (name, attributes) => {
        const value = (key: string) => attribute(attributes, key);
        if (name === 'style:style' || name === 'style:default-style') {
          style = {};
          this.#styles.set(`${value('style:family') ?? ''}/${value('style:name') ?? ''}`, style);
          const parent = value('style:parent-style-name');
          const listStyle = value('style:list-style-name');
          if (parent !== undefined) style.parent = parent;
          if (listStyle !== undefined) style.listStyle = listStyle;
        } else if (name === 'style:font-face') {
          this.#faces.set(value('style:name') ?? '', (value('svg:font-family') ?? '').replace(/^'|'$/g, ''));
        } else if (name === 'text:list-style' || name === 'text:outline-style') {
          list = [];
          this.#lists.set(value('style:name') ?? '', list);
        } else if (list && name.startsWith('text:list-level-style-'))
          list[levelOf(value('text:level'))] = readLevel(name, value);
        else if (style && name === 'style:text-properties') readTextFacts(style, value);
        else if (style && name === 'style:paragraph-properties' && value('fo:break-before') === 'page')
          style.hasPageBefore = true;
      },
      close: (name) => {
        if (name === 'style:style' || name === 'style:default-style') style = null;
        else if (name === 'text:list-style' || name === 'text:outline-style') list = null;
      },
    });
  }

  list(name: string | undefined): OdtListLevel[] | undefined {
    return name === undefined ? undefined : this.#lists.get(name);
  }

  /** A style's fact, its own or that of the nearest style below it. */
  find<K extends keyof StyleFacts>(
    family: 'paragraph' | 'text',
    name: string | undefined,
    fact: K,
  ): StyleFacts[K] | undefined {
    let at = name;
    for (let steps = 0; at !== undefined && steps < 20; steps += 1) {
      const style: StyleFacts | undefined = this.#styles.get(`${family}/${at}`);
      if (style?.[fact] !== undefined) return style[fact];
      at = style?.parent;
    }
    return undefined;
  }

  font(family: 'paragraph' | 'text', name: string | undefined): string | undefined {
    const face = this.find(family, name, 'font');
    return face === undefined ? undefined : (this.#faces.get(face) ?? face);
  }
}

function levelOf(value: string | undefined): number {
  const level = Number.parseInt(value ?? '1', 10);
  return Number.isNaN(level) ? 0 : Math.min(Math.max(level - 1, 0), 9);
}

const formats: Record<string, string> = {
  1: 'decimal',
  I: 'upperRoman',
  i: 'lowerRoman',
  A: 'upperLetter',
  a: 'lowerLetter',
};

function readLevel(name: string, value: (key: string) => string | undefined): OdtListLevel {
  const isNumber = name === 'text:list-level-style-number';
  return {
    format: isNumber ? (formats[value('style:num-format') ?? ''] ?? 'none') : null,
    prefix: value('style:num-prefix') ?? '',
    suffix: value('style:num-suffix') ?? '',
    start: Number.parseInt(value('text:start-value') ?? '1', 10) || 1,
    displayed: Math.min(10, Number.parseInt(value('text:display-levels') ?? '1', 10) || 1),
    bullet: value('text:bullet-char') ?? '',
  };
}

function readTextFacts(style: StyleFacts, value: (key: string) => string | undefined): void {
  const font = value('style:font-name');
  if (font !== undefined) style.font = font;
  const transform = value('fo:text-transform');
  if (transform !== undefined) style.isCapitals = transform === 'uppercase';
  const weight = value('fo:font-weight');
  if (weight !== undefined) style.isBold = /^(?:bold|[6-9]00)$/.test(weight);
  const display = value('text:display');
  if (display !== undefined) style.isHidden = display === 'none';
}
