// What all review pages share: asking the server, one step at a time, and keys that work in any keyboard layout.

const csrf = document.querySelector('meta[name=csrf]').content;

/** The answer of the server as JSON; throws an Error with what it says. */
export async function send(address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-CSRF-Token': csrf, Accept: 'application/json'},
    body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.detail || `the server answers ${answer.status}`);
  return said;
}

/** Steps are sent one after the other, in the order of the keys: each needs the revision that the one before made. */
export function queue(fail) {
  let last = Promise.resolve();
  return job => (last = last.then(job).catch(fail));
}

/** The key as it stands on a Latin keyboard: with a Persian or Arabic layout, a is still accept. */
export function keyOf(event) {
  if (/^[\x20-\x7e]$/.test(event.key) || event.key.length > 1) return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  const digit = /^Digit(\d)$/.exec(event.code);
  if (digit) return digit[1];
  return event.code === 'Slash' ? '/' : event.key;
}

/** Call what belongs to a key, unless a field is being typed in, a chord is held, or single keys are off. */
export function keys(table) {
  const box = document.getElementById('keys');
  if (box) {
    box.checked = localStorage.getItem('termlode keys') !== 'off';
    box.addEventListener('change', () => localStorage.setItem('termlode keys', box.checked ? 'on' : 'off'));
  }
  document.addEventListener('keydown', event => {
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    if (event.altKey || event.isComposing) return;
    const key = keyOf(event);
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z' && table.u) { event.preventDefault(); table.u(); }
      return;
    }
    if (event.target.closest('button, a, summary') && (key === 'Enter' || key === ' ')) return;
    if (key.length === 1 && box && !box.checked) return;
    if (table[key]) { event.preventDefault(); table[key](event); }
  });
}

/** A status line for eyes and screen readers. */
export function teller(element) {
  return (text, bad = false) => { element.textContent = text; element.classList.toggle('bad', bad); };
}

/** Elements out of HTML that the server made (and escaped). */
export function made(html) {
  const box = document.createElement('template');
  box.innerHTML = html;
  return box.content.firstElementChild;
}

/** A list of which one element at a time is the current one: it alone can be tabbed to. */
export function walker(list, entered) {
  let at = null;
  const shown = one => one.getClientRects().length > 0;
  const go = (one, focus = true) => {
    if (!one) return;
    if (at && at !== one) { at.classList.remove('at'); at.tabIndex = -1; }
    at = one;
    at.classList.add('at');
    at.tabIndex = 0;
    entered(at);
    if (focus) at.focus({preventScroll: true});
    at.scrollIntoView({block: 'nearest'});
  };
  const beside = (one, step) => {  // in the list, or in the next chunk of it that holds something
    const next = step > 0 ? one.nextElementSibling : one.previousElementSibling;
    if (next || one.parentElement === list) return next;
    let chunk = one.parentElement;
    do chunk = step > 0 ? chunk.nextElementSibling : chunk.previousElementSibling; while (chunk && !chunk.firstElementChild);
    return chunk && (step > 0 ? chunk.firstElementChild : chunk.lastElementChild);
  };
  const find = (step, wanted) => {
    let one = at ? beside(at, step) : list.querySelector('li');
    while (one && !(wanted(one) && shown(one))) one = beside(one, step);
    return one;
  };
  list.addEventListener('focusin', event => {
    const one = event.target.closest('li');
    if (one && one !== at) go(one, event.target === one);
  });
  list.addEventListener('click', event => {
    const one = event.target.closest('li');
    if (one && one !== at && !event.target.closest('button, a, input, select')) go(one);
  });
  return {go, find, get at() { return at; }, forget() { at = null; }};
}
