import { wordsFor } from '#app/platform/error-words.ts';
import type { ErrorParams } from '#app/platform/errors.ts';

/** One sentence about what just happened, and the next useful step; shown once on the next page. */
export interface Flash {
  kind: 'success' | 'info' | 'warning' | 'error';
  /** Message key; the words are chosen when it is shown. */
  key: string;
  params?: ErrorParams;
  next?: { href: string; key: string; params?: ErrorParams };
}

/** The same in the reader's words. */
export interface ShownFlash {
  kind: Flash['kind'];
  text: string;
  next?: { href: string; label: string };
}

/** What this file needs of the framework's cookies. */
interface CookieJar {
  get(name: string): string | undefined;
  set(
    name: string,
    value: string,
    options: { path: string; httpOnly?: boolean; sameSite?: 'lax'; maxAge?: number },
  ): void;
  delete(name: string, options: { path: string }): void;
}

const cookie = 'flash';

/** Keeps a sentence for the next page that this browser shows. */
export function setFlash(cookies: CookieJar, flash: Flash): void {
  cookies.set(cookie, JSON.stringify(flash), { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 });
}

/** Takes the waiting sentence out, in words; null when there is none. */
export function takeFlash(cookies: CookieJar): ShownFlash | null {
  const raw = cookies.get(cookie);
  if (!raw) return null;
  cookies.delete(cookie, { path: '/' });
  try {
    const flash = JSON.parse(raw) as Flash;
    const text = wordsFor(flash.key, flash.params);
    if (!text) return null;
    const label = flash.next && wordsFor(flash.next.key, flash.next.params);
    // Only addresses of this site: a cookie is text from outside.
    const isLocal = flash.next && /^\/(?![/\\])/.test(flash.next.href);
    return {
      kind: flash.kind,
      text,
      ...(flash.next && label && isLocal ? { next: { href: flash.next.href, label } } : {}),
    };
  } catch {
    return null;
  }
}
