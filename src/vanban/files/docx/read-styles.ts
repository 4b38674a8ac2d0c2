import { attribute, parseXml } from '../parse-xml.ts';
import { isOn, wholeNumber, wordPrefixes } from './word-names.ts';

/** What a style says about things that show in the text. Absent means: as the style it is based on. */
export interface StyleFacts {
  font?: string;
  isCapitals?: boolean;
  isHidden?: boolean;
  isBold?: boolean;
  outlineLevel?: number;
  numberingId?: string;
  numberingLevel?: number;
}

export interface Styles {
  /** The style's facts with those of the styles below it, and of the document's defaults. */
  find(styleId: string | undefined): StyleFacts;
}

/** Reads `word/styles.xml`; null gives a set where every style is plain. */
export function readStyles(bytes: Uint8Array | null): Styles {
  const found = new Map<string, StyleFacts & { basedOn?: string }>();
  const defaults: StyleFacts = {};
  let defaultId: string | undefined;
  if (bytes) defaultId = collectStyles(bytes, found, defaults);

  const resolved = new Map<string, StyleFacts>();
  const resolve = (id: string, seen: Set<string>): StyleFacts => {
    const known = resolved.get(id);
    if (known) return known;
    const own = found.get(id);
    if (!own || seen.has(id)) return defaults;
    seen.add(id);
    const { basedOn, ...facts } = own;
    const whole = { ...(basedOn === undefined ? defaults : resolve(basedOn, seen)), ...facts };
    resolved.set(id, whole);
    return whole;
  };
  return { find: (id) => resolve(id ?? defaultId ?? '', new Set()) };
}

function collectStyles(
  bytes: Uint8Array,
  found: Map<string, StyleFacts & { basedOn?: string }>,
  defaults: StyleFacts,
): string | undefined {
  let current: (StyleFacts & { basedOn?: string }) | null = null;
  let defaultId: string | undefined;
  parseXml(bytes, wordPrefixes, {
    open(name, attributes) {
      if (name === 'w:style') {
        current = {};
        const id = attribute(attributes, 'w:styleId') ?? '';
        found.set(id, current);
        const isDefault = attribute(attributes, 'w:default');
        if (isDefault !== undefined && isOn(isDefault) && attribute(attributes, 'w:type') === 'paragraph')
          defaultId = id;
      } else if (name === 'w:docDefaults') current = defaults;
      else if (current) readFact(current, name, attribute(attributes, 'w:val'), attributes);
    },
    close(name) {
      if (name === 'w:style' || name === 'w:docDefaults') current = null;
    },
  });
  return defaultId;
}

function readFact(
  style: StyleFacts & { basedOn?: string },
  name: string,
  value: string | undefined,
  attributes: Record<string, string>,
): void {
  if (name === 'w:basedOn' && value !== undefined) style.basedOn = value;
  else if (name === 'w:rFonts') {
    const font = attribute(attributes, 'w:ascii') ?? attribute(attributes, 'w:hAnsi');
    if (font !== undefined) style.font = font;
  } else if (name === 'w:caps') style.isCapitals = isOn(value);
  else if (name === 'w:vanish') style.isHidden = isOn(value);
  else if (name === 'w:b') style.isBold = isOn(value);
  else if (name === 'w:outlineLvl') {
    const level = wholeNumber(value);
    if (level !== undefined) style.outlineLevel = level;
  } else if (name === 'w:numId' && value !== undefined) style.numberingId = value;
  else if (name === 'w:ilvl') {
    const level = wholeNumber(value);
    if (level !== undefined) style.numberingLevel = level;
  }
}
