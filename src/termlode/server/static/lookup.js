// Look-up as you type: what the form would load is fetched a moment after the last key, and the address follows.
const told = document.getElementById('said');
const form = document.getElementById('ask'), answers = document.getElementById('answers'), field = document.getElementById('q');
let timer = 0, asked = null, last = new URLSearchParams(new FormData(form)).toString();

async function look() {
  const query = new URLSearchParams(new FormData(form)), said = query.toString();
  if (said === last) return;
  last = said;
  asked?.abort();
  asked = new AbortController();
  answers.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(`/look?${said}`, {signal: asked.signal, headers: {Accept: 'text/html'}});
    const html = await answer.text();
    if (answer.ok) answers.innerHTML = html;
    else answers.textContent = new DOMParser().parseFromString(html, 'text/html').querySelector('.notice')?.textContent || `the server answers ${answer.status}`;
    told.textContent = `${answers.querySelectorAll('article').length} concepts, ${answers.querySelectorAll('.pair').length} matches`;  // for screen readers: not all of it is read out
    history.replaceState(null, '', query.get('q') ? `/?${said}` : '/');
    document.title = `${query.get('q') || 'Look-up'} · Termlode`;
  } catch (error) {
    if (error.name === 'AbortError') return;
    answers.textContent = 'The server does not answer.';
  }
  answers.setAttribute('aria-busy', 'false');
}

field.addEventListener('input', event => { clearTimeout(timer); if (!event.isComposing) timer = setTimeout(look, 180); });
field.addEventListener('compositionend', () => { clearTimeout(timer); timer = setTimeout(look, 180); });
form.addEventListener('change', look);
form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(timer); look(); });
answers.addEventListener('click', async event => {
  const button = event.target.closest('.copy');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.text);
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
});
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.target.closest('input, select, textarea')) { event.preventDefault(); field.focus(); field.select(); }
});
field.focus();
