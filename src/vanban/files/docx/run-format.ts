import { attribute, type Attributes } from '../parse-xml.ts';
import type { StyleFacts, Styles } from './read-styles.ts';
import { isOn } from './word-names.ts';

/** What shows of a run's format: its letters, and whether they are bold. */
export interface RunFormat {
  font?: string;
  isCapitals: boolean;
  isHidden: boolean;
  isBold: boolean;
}

/** A run begins as its paragraph's style says. */
export function startRun(style: StyleFacts): RunFormat {
  const run: RunFormat = {
    isCapitals: style.isCapitals ?? false,
    isHidden: style.isHidden ?? false,
    isBold: style.isBold ?? false,
  };
  if (style.font !== undefined) run.font = style.font;
  return run;
}

/** Takes over what an element inside a run says about its format; false where it says nothing. */
export function formatRun(run: RunFormat, name: string, attributes: Attributes, styles: Styles): boolean {
  const value = attribute(attributes, 'w:val');
  if (name === 'w:rStyle') applyStyle(run, value === undefined ? {} : styles.find(value));
  else if (name === 'w:rFonts')
    run.font = attribute(attributes, 'w:ascii') ?? attribute(attributes, 'w:hAnsi') ?? run.font ?? '';
  else if (name === 'w:caps') run.isCapitals = isOn(value);
  else if (name === 'w:vanish') run.isHidden = isOn(value);
  else if (name === 'w:b') run.isBold = isOn(value);
  else return false;
  return true;
}

function applyStyle(run: RunFormat, style: StyleFacts): void {
  if (style.font !== undefined) run.font = style.font;
  if (style.isCapitals !== undefined) run.isCapitals = style.isCapitals;
  if (style.isHidden !== undefined) run.isHidden = style.isHidden;
  if (style.isBold !== undefined) run.isBold = style.isBold;
}
