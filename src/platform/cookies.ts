/** What this file needs of the framework's cookies. */
interface CookieJar {
  set(
    name: string,
    value: string,
    options: {
      path: string;
      httpOnly?: boolean;
      secure?: boolean;
      sameSite?: 'lax' | 'strict' | 'none';
      maxAge?: number;
      encode?: (value: string) => string;
    },
  ): void;
}

/** Hands `Set-Cookie` lines of a library on to the framework, which owns the response. */
export function passCookiesOn(cookies: CookieJar, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const cut = pair.indexOf('=');
    const named = new Map(attributes.map((one) => [one.split('=')[0]?.toLowerCase() ?? '', one.split('=')[1] ?? '']));
    const maxAge = named.get('max-age');
    cookies.set(pair.slice(0, cut), pair.slice(cut + 1), {
      path: named.get('path') ?? '/',
      httpOnly: named.has('httponly'),
      secure: named.has('secure'),
      sameSite: (named.get('samesite')?.toLowerCase() as 'lax' | undefined) ?? 'lax',
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
      // The value is encoded already.
      encode: (value) => value,
    });
  }
}
