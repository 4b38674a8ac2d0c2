// The review of a plan works without script: what is chosen stands in the address. This file only spares the page load
// for a choice, walks through the items by keys, and hands marked text to the sentence of a new item. It is served
// as it is: with the framework's own script the page weighed a tenth more than a first visit may.

const items = () => [...document.querySelectorAll('li[id^="i-"]')];
const chosenId = () => new URLSearchParams(location.search).get('item');

/** Lights an item and its sentence, brings both into view, and keeps the choice in the address. */
function choose(id) {
  const address = new URL(location.href);
  address.searchParams.set('item', id);
  address.hash = '';
  history.replaceState(null, '', address);
  for (const item of items()) {
    const isChosen = item.id === `i-${id}`;
    item.classList.toggle('chosen', isChosen);
    if (isChosen) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  }
  for (const sentence of document.querySelectorAll('a[data-items]')) {
    sentence.classList.toggle('chosen', sentence.dataset.items.split(' ').includes(id));
  }
  show(id);
}

function show(id) {
  for (const place of [`i-${id}`, `s-${id}`]) document.getElementById(place)?.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-choose]') : null;
  // On a phone one side is shown at a time: there the address also turns the page.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || matchMedia('(max-width: 60rem)').matches) return;
  event.preventDefault();
  choose(link.dataset.choose);
});

/** The keys go on from the item: its first field where it is being edited, else what accepts it; never what drops it. */
function focusItem(id) {
  const item = document.getElementById(`i-${id}`);
  const field = 'input:not([type="hidden"]), textarea, select';
  const owner =
    item?.querySelector(field) ??
    item?.querySelector('button:not([value="drop"], [value="restore"])') ??
    item?.querySelector('a');
  owner?.focus({ preventScroll: true });
}

/** What carries a key is pressed by it: of the chosen item, or of the whole. */
function press(event, place) {
  const owner = place?.querySelector(`[data-key="${event.key}"]`);
  if (!owner) return;
  event.preventDefault();
  owner.click();
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'e' || event.key === 'x') press(event, document.getElementById(`i-${chosenId()}`));
  if (event.key === 's') press(event, document.querySelector('form[action*="acceptSure"]'));
  if (event.key !== 'j' && event.key !== 'k') return;
  const ids = items().map((item) => item.id.slice(2));
  const at = ids.indexOf(chosenId() ?? '');
  const next = ids[event.key === 'j' ? Math.min(ids.length - 1, at + 1) : Math.max(0, at - 1)];
  if (!next) return;
  event.preventDefault();
  choose(next);
  focusItem(next);
});

document.addEventListener('mouseup', (event) => {
  const field = document.querySelector('form[action*="add="] [name="quote"]');
  const text = getSelection()?.toString().trim() ?? '';
  const isInDocument = event.target instanceof Element && event.target.closest('[data-document]');
  if (field && isInDocument && text.length > 2) field.value = text;
});

const first = chosenId();
if (first) show(first);
// Back from a decision the keys go on where they were; after loading, since going to an anchor takes the focus away.
if (first && location.hash === `#i-${first}` && !matchMedia('(max-width: 60rem)').matches)
  addEventListener('load', () => setTimeout(() => focusItem(first)));
