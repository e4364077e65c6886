// Drafts: the forms work by themselves; here they are sent without leaving the page, and answer to keys.
import {keys, teller} from './common.js';

const list = document.getElementById('list'), tell = teller(document.getElementById('said'));
let at = null;

function go(card) {
  if (!card) return;
  if (at) at.classList.remove('at');
  at = card;
  at.classList.add('at');
  at.focus({preventScroll: true});
  at.scrollIntoView({block: 'nearest'});
}

function step(by) {
  const cards = [...list.querySelectorAll('.draft')], here = cards.indexOf(at);
  go(cards[Math.max(0, Math.min(cards.length - 1, here + by))]);
}

async function send(form, button) {
  const card = form.closest('.draft'), body = new URLSearchParams(new FormData(form, button));
  if (button?.textContent !== 'Join') body.set('into', '');
  else if (!body.get('into')) { tell('Name the concept that it is joined to.', true); form.elements.into.focus(); return; }
  const answer = await fetch(form.getAttribute('action'), {method: 'POST', body, headers: {Accept: 'text/html'}});
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (!answer.ok) { tell(page.querySelector('.notice')?.textContent || `the server answers ${answer.status}`, true); return; }
  tell(page.getElementById('said')?.textContent || 'done');
  if (body.get('action') === 'edit') { location.reload(); return; }
  const next = card.nextElementSibling || card.previousElementSibling;
  card.remove();
  at = null;
  go(next);
}

list.addEventListener('submit', event => {
  event.preventDefault();
  send(event.target, event.submitter).catch(() => tell('The server does not answer.', true));
});
list.addEventListener('focusin', event => { const card = event.target.closest('.draft'); if (card && card !== at) { at?.classList.remove('at'); at = card; at.classList.add('at'); } });
const press = value => at?.querySelector(`.decide button[value=${value}]`)?.click();
keys({
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  a: () => press('accept'), r: () => press('refuse'), m: () => at?.querySelector('input[name=into]')?.focus(),
  e: () => { const edit = at?.querySelector('.edit'); if (edit) { edit.open = true; edit.querySelector('textarea').focus(); } },
});
