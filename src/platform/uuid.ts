import { AppError } from '#app/platform/errors.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether this may be an id. */
export function isUuid(text: string): boolean {
  return form.test(text);
}

/** An id out of an address. One that is none cannot name anything: not_found, instead of a fault of the database. */
export function requireUuid(text: string | undefined): string {
  if (text === undefined || !isUuid(text)) throw new AppError('not_found');
  return text.toLowerCase();
}
