/** Namespaces of WordprocessingML, transitional and strict, with the prefixes used in this folder. */
export const wordPrefixes = new Map<string, string>([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
]);

/** `w:val` of an on/off property: present without a value means on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off|none)$/i.test(value);
}

export function wholeNumber(value: string | undefined): number | undefined {
  if (value === undefined || !/^-?\d{1,9}$/.test(value.trim())) return undefined;
  return Number(value);
}

/** Symbol fonts are addressed in the private use area; other characters are given as they are. */
export function symbolOf(code: string): string {
  const value = Number.parseInt(code, 16);
  if (!Number.isFinite(value) || value < 32 || value > 0xffff) return '';
  return String.fromCharCode(value);
}
