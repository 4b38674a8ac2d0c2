/** A line of reference data with its name in both languages. */
export interface NamedLine {
  id: string;
  nameVi: string;
  nameEn: string;
}

/** The name of a line of reference data in the reader's language; the id itself for an unknown one. */
export function lineName(lines: readonly NamedLine[], id: string, locale: string): string {
  const line = lines.find((one) => one.id === id);
  if (!line) return id;
  return locale === 'en' ? line.nameEn : line.nameVi;
}

export function toChoices(lines: readonly NamedLine[], locale: string): { value: string; label: string }[] {
  return lines.map((line) => ({ value: line.id, label: lineName(lines, line.id, locale) }));
}
