/** Marks of browsers and systems, the more special first: every Edge also says Chrome, every Chrome says Safari. */
const browsers: [mark: RegExp, name: string][] = [
  [/\bZalo\b/i, 'Zalo'],
  [/\bcoc_coc_browser\b/i, 'Cốc Cốc'],
  [/\bEdgA?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [mark: RegExp, name: string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * A browser's signature as people name it: "Chrome · Android". Null where neither is known. Cheap phones share one
 * signature, so this tells devices apart only roughly, together with the time they were last seen.
 */
export function describeDevice(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const nameIn = (known: [RegExp, string][]) => known.find(([mark]) => mark.test(userAgent))?.[1];
  return [nameIn(browsers), nameIn(systems)].filter(Boolean).join(' · ') || null;
}
