/**
 * A checked form as names and values to be sent again: `a.b` for nested fields, `a[]` for lists, as the form reader
 * takes them apart.
 */
export function hiddenFields(input: object, prefix = ''): { name: string; value: string }[] {
  return Object.entries(input).flatMap(([key, value]: [string, unknown]) => {
    const name = `${prefix}${key}`;
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((one) => ({ name: `${name}[]`, value: String(one) }));
    if (typeof value === 'object' && value !== null) return hiddenFields(value, `${name}.`);
    return [{ name, value: value === null ? '' : String(value) }];
  });
}

/** A text that was typed into a field, by its name (`parts.0.name`); empty for none. */
export function typedText(values: Record<string, unknown>, name: string): string {
  let at: unknown = values;
  for (const key of name.split('.')) at = (at as Record<string, unknown> | undefined)?.[key];
  return typeof at === 'string' || typeof at === 'number' ? String(at) : '';
}

/** What was ticked in a list of choices. */
export function typedList(values: Record<string, unknown>, name: string): string[] {
  const list = values[name];
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}
