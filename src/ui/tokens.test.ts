import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const printCss = readFileSync(new URL('print.css', import.meta.url), 'utf8');

/** The colour tokens of the block that follows `selector`. */
function block(source: string, selector: string): Record<string, string> {
  const start = source.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`No block ${selector}`);
  const body = source.slice(start, source.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]));
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const themes = {
  light: block(css, ':root'),
  dark: block(css, ":root[data-theme='dark']"),
  print: block(printCss, ":root[data-theme='dark']"),
};

const grounds = ['paper', 'surface', 'sunken'];
const signals = ['met', 'risk', 'late'];
/** Every pair in which one colour is written or drawn on the other, with the ratio that AA asks for. */
const pairs: [ink: string, ground: string, ratio: number][] = [
  ...grounds.flatMap((ground) =>
    ['ink', 'ink-soft', 'blue', 'blue-deep', ...signals].map((ink) => [ink, ground, 4.5] as [string, string, number]),
  ),
  ...['ink', 'blue', 'blue-deep', 'ink-soft'].map((ink) => [ink, 'blue-soft', 4.5] as [string, string, number]),
  ...signals.flatMap((signal) =>
    [signal, 'ink', 'blue', 'ink-soft'].map((ink) => [ink, `${signal}-soft`, 4.5] as [string, string, number]),
  ),
  // Words and marks cut out of a filled shape.
  ['on-blue', 'blue', 4.5],
  ['on-blue', 'blue-deep', 4.5],
  ['surface', 'late', 4.5],
  ['surface', 'met', 4.5],
  // Shapes and bars need not be read, only seen.
  ...[...grounds, 'risk-soft'].map((ground) => ['risk-fill', ground, 3] as [string, string, number]),
  // Borders of fields and buttons are how they are recognised: 3 to 1.
  ...grounds.map((ground) => ['line-strong', ground, 3] as [string, string, number]),
];

for (const theme of ['light', 'dark'] as const) {
  test.for(pairs)(`${theme}: --%s on --%s reads at %s to 1`, ([ink, ground, ratio]) => {
    expect(contrast(themes[theme][ink]!, themes[theme][ground]!)).toBeGreaterThanOrEqual(ratio);
  });
}

test('the dark colours of the system and of data-theme are the same', () => {
  expect(block(css, ":root:not([data-theme='light'])")).toEqual(themes.dark);
  expect(Object.keys(themes.dark).toSorted()).toEqual(Object.keys(themes.light).toSorted());
});

test('on paper every colour is set, so that a dark screen never prints dark', () => {
  expect(Object.keys(themes.print).toSorted()).toEqual(Object.keys(themes.light).toSorted());
});

test('the ratio is measured as the standard does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
