// The keyboard layer of the workplace: `/` goes to the search, `n` to recording, `?` shows the keys. A key presses what
// carries it as `data-key`, so it can never do what a pointer could not. Served as it is, so that pages which bring no
// other script have their keys too.

/** True where a letter is a letter: in fields, lists to choose from and anything that can be edited. */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target.matches(
    'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"])',
  );
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector('dialog[open]')) return;
  if (event.key === '?') {
    event.preventDefault();
    document.querySelector('dialog[data-keys]')?.showModal();
    return;
  }
  const owner = ['/', 'n'].includes(event.key) ? document.querySelector(`[data-key="${event.key}"]`) : null;
  if (!owner) return;
  event.preventDefault();
  if (owner.matches('input')) owner.focus();
  else owner.click();
});
