/** True where a letter is a letter: in fields, lists to choose from and anything that can be edited. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target.matches(
    'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"])',
  );
}
