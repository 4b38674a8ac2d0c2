import type { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { normaliseText } from '#app/platform/vietnamese.ts';

export type FormValues = { [key: string]: string | string[] | FormValues };

export type Nested = { [key: string]: unknown };

/** Deeper than any form nests. What is deeper was not sent by one, and would cost its depth squared. */
const mostParts = 8;

/** What a request sends as a form. Throws invalid for a body that is none: no screen of ours sent it, and no fault is ours. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('invalid');
    throw error;
  }
}

/**
 * Turns a submitted form into a nested object: `a.b` nests, `a[]` collects into a list, `a.0.b` makes rows.
 * Texts are normalised (NFC, no invisible marks) and trimmed; empty files and names of more than eight parts
 * are left out. Its time grows with the form's size and no faster, since some forms are open to anybody.
 */
export function formToObject(form: FormData): Nested {
  const result: Nested = {};
  for (const [name, raw] of form.entries()) {
    if (name.includes('__proto__') || name.includes('constructor')) continue;
    if (raw instanceof File && raw.size === 0 && raw.name === '') continue;
    const value = typeof raw === 'string' ? normaliseText(raw).trim() : raw;
    const isList = name.endsWith('[]');
    const path = (isList ? name.slice(0, -2) : name).split('.', mostParts + 1);
    if (path.length <= mostParts) place(result, path, value, isList);
  }
  return result;
}

function place(target: Nested, path: string[], value: unknown, isList: boolean): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    const list = target[head];
    if (!isList) target[head] = value;
    // Added to in place: anybody may send a list as long as a request, and copying it for each value would take minutes.
    else if (Array.isArray(list)) list.push(value);
    else target[head] = [value];
    return;
  }
  const next = target[head];
  const child = (typeof next === 'object' && next !== null && !(next instanceof File) ? next : {}) as Nested;
  target[head] = child;
  place(child, rest, value, isList);
}

/** What was typed, without files, to be shown again beside its faults. */
export function typedValues(object: Nested): FormValues {
  const entries = Object.entries(object).flatMap(([key, value]): [string, string | string[] | FormValues][] => {
    if (typeof value === 'string') return [[key, value]];
    if (Array.isArray(value)) return [[key, value.filter((one): one is string => typeof one === 'string')]];
    if (typeof value === 'object' && value !== null && !(value instanceof File))
      return [[key, typedValues(value as Nested)]];
    return [];
  });
  return Object.fromEntries(entries);
}

/** The fields of a form that was sent as an address (a button with `formmethod="get"`). */
export function typedInAddress(params: URLSearchParams): FormValues {
  const form = new FormData();
  for (const [name, value] of params) form.append(name, value);
  return typedValues(formToObject(form));
}

/** Faults by field name (`attendance.0.count`), each a code that the screen puts into words. */
export function fieldProblems(error: z.ZodError): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.join('.') || 'form';
    problems[field] ??= issue.message.startsWith('field_') ? issue.message : `field_${issue.code}`;
  }
  return problems;
}
