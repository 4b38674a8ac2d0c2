import { wordsFor } from '#app/platform/error-words.ts';
import type { ErrorParams } from '#app/platform/errors.ts';

/** One thing that a mail speaks of: a sentence by its key, and where to read on (an address of this site). */
export interface MailItem {
  key: string;
  params?: ErrorParams;
  href?: string;
}

/** What fills a mail; the words are chosen when it is sent, in the receiver's language. */
export interface MailParams {
  /** Fill the blanks of the subject and of the opening. */
  words?: ErrorParams;
  items?: readonly MailItem[];
}

export interface MailWords {
  subject: string;
  text: string;
  html: string;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

function wordsOf(key: string, params: ErrorParams, locale: 'vi' | 'en'): string {
  const words = wordsFor(key, params, locale);
  if (words === undefined) throw new Error(`No words for "${key}".`);
  return words;
}

/**
 * Writes a mail out: `<template>_subject`, then `<template>_opening`, the items with their addresses, and the closing
 * that every mail has. `appUrl` stands before each address. Throws when a key has no words.
 */
export function writeMail(template: string, params: MailParams, locale: 'vi' | 'en', appUrl: string): MailWords {
  const words = params.words ?? {};
  const opening = wordsOf(`${template}_opening`, words, locale);
  const closing = wordsOf('mail_closing', { address: appUrl }, locale);
  const lines = (params.items ?? []).map((item) => ({
    text: wordsOf(item.key, item.params ?? {}, locale),
    href: item.href ? new URL(item.href, appUrl).href : undefined,
  }));
  const list = lines.map(({ text, href }) =>
    href ? `<li><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></li>` : `<li>${escapeHtml(text)}</li>`,
  );
  return {
    // A title out of a document must not end the header line.
    subject: wordsOf(`${template}_subject`, words, locale).replace(/\s+/g, ' ').trim(),
    text: [opening, ...lines.map(({ text, href }) => `- ${text}${href ? `\n  ${href}` : ''}`), `--\n${closing}`].join(
      '\n\n',
    ),
    html: `<!doctype html><html lang="${locale}"><meta charset="utf-8"><body><p>${escapeHtml(opening)}</p>${
      list.length > 0 ? `<ul>${list.join('')}</ul>` : ''
    }<p><small>${escapeHtml(closing)}</small></p></body></html>`,
  };
}
