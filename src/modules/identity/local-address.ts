/** An address of this site to go on to; anything else (another host, a scheme) becomes the fallback. */
export function localAddress(wished: string, fallback = '/home'): string {
  return /^\/(?![/\\])[^\s]*$/.test(wished) ? wished : fallback;
}
