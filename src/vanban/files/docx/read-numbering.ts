import { attribute, parseXml } from '../parse-xml.ts';
import { isOn, wholeNumber, wordPrefixes } from './word-names.ts';

export interface ListLevel {
  start: number;
  format: string;
  /** "%1.%2)" for numbers, the glyph for bullets. */
  pattern: string;
  /** A counter begins again after a paragraph of this level or a lower one; 0 never. Absent: after any lower level. */
  restartAfter?: number;
  isLegal: boolean;
  /** The paragraph style tied to this level. */
  styleId?: string;
}

export interface AbstractList {
  id: string;
  levels: (ListLevel | undefined)[];
  /** Points to the list that a numbering style stands for. */
  styleLink?: string;
  numStyleLink?: string;
}

export interface ListInstance {
  abstractId: string;
  startOverrides: Map<number, number>;
  levelOverrides: Map<number, ListLevel>;
}

export interface Numbering {
  abstracts: Map<string, AbstractList>;
  instances: Map<string, ListInstance>;
}

/** Reads `word/numbering.xml` as it stands, without following links. */
export function readNumbering(bytes: Uint8Array | null): Numbering {
  const reader = new NumberingReader();
  if (bytes) parseXml(bytes, wordPrefixes, reader);
  return { abstracts: reader.abstracts, instances: reader.instances };
}

class NumberingReader {
  abstracts = new Map<string, AbstractList>();
  instances = new Map<string, ListInstance>();
  #abstract: AbstractList | null = null;
  #instance: ListInstance | null = null;
  #overrideLevel = 0;
  #level: ListLevel | null = null;

  open(name: string, attributes: Record<string, string>): void {
    const value = attribute(attributes, 'w:val');
    if (name === 'w:abstractNum') {
      this.#abstract = { id: attribute(attributes, 'w:abstractNumId') ?? '', levels: [] };
      this.abstracts.set(this.#abstract.id, this.#abstract);
    } else if (name === 'w:num') {
      this.#instance = { abstractId: '', startOverrides: new Map(), levelOverrides: new Map() };
      this.instances.set(attribute(attributes, 'w:numId') ?? '', this.#instance);
    } else if (name === 'w:abstractNumId' && this.#instance) this.#instance.abstractId = value ?? '';
    else if (name === 'w:lvlOverride') this.#overrideLevel = wholeNumber(attribute(attributes, 'w:ilvl')) ?? 0;
    else if (name === 'w:startOverride')
      this.#instance?.startOverrides.set(this.#overrideLevel, wholeNumber(value) ?? 1);
    else if (name === 'w:lvl') this.#openLevel(wholeNumber(attribute(attributes, 'w:ilvl')) ?? 0);
    else if (name === 'w:styleLink' && this.#abstract && value !== undefined) this.#abstract.styleLink = value;
    else if (name === 'w:numStyleLink' && this.#abstract && value !== undefined) this.#abstract.numStyleLink = value;
    else if (this.#level) readLevelFact(this.#level, name, value);
  }

  close(name: string): void {
    if (name === 'w:abstractNum') this.#abstract = null;
    else if (name === 'w:num') this.#instance = null;
    else if (name === 'w:lvl') this.#level = null;
  }

  #openLevel(index: number): void {
    if (index < 0 || index > 8) return;
    this.#level = { start: 0, format: 'decimal', pattern: '', isLegal: false };
    if (this.#instance) this.#instance.levelOverrides.set(index, this.#level);
    else if (this.#abstract) this.#abstract.levels[index] = this.#level;
  }
}

function readLevelFact(level: ListLevel, name: string, value: string | undefined): void {
  if (name === 'w:start') level.start = wholeNumber(value) ?? 0;
  else if (name === 'w:numFmt') level.format = value ?? 'decimal';
  else if (name === 'w:lvlText') level.pattern = value ?? '';
  else if (name === 'w:isLgl') level.isLegal = isOn(value);
  else if (name === 'w:pStyle' && value !== undefined) level.styleId = value;
  else if (name === 'w:lvlRestart') {
    const after = wholeNumber(value);
    if (after !== undefined) level.restartAfter = after;
  }
}
