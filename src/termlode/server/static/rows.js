// Reviews whose rows are decided one by one: corrections and drafts.
import {keys, made, queue, send, teller, walker} from './common.js';

const list = document.getElementById('list'), base = list.dataset.base;
const counts = document.getElementById('counts'), done = document.getElementById('done');
const undo = document.getElementById('undo'), find = document.getElementById('find');
const tell = teller(document.getElementById('said'));
const tools = document.getElementById('tools').content.firstElementChild;
const then = queue(error => tell(error.message, true));
let revision = Number(list.dataset.revision);

const walk = walker(list, row => { if (tools.parentElement !== row) row.append(tools); });
const open = one => one.classList.contains('open');
const any = () => true;

function put(answer) {
  revision = answer.revision;
  undo.disabled = !answer.undoable;
  counts.textContent = answer.counts.text;
  done.value = answer.counts.accepted + answer.counts.refused;
  const here = walk.at && walk.at.id;
  for (const html of Object.values(answer.rows)) {
    const row = made(html), old = document.getElementById(row.id);
    if (old) old.replaceWith(row);
  }
  walk.forget();
  const back = here && document.getElementById(here);
  return Object.keys(answer.rows).length === 1 ? document.getElementById('r' + Object.keys(answer.rows)[0]) || back : back;
}

function step(action, body, said, onward = false) {
  then(async () => {
    const answer = await send(`${base}/${action}`, {revision, ...body});
    walk.go(put(answer));
    const many = Object.keys(answer.rows).length;
    tell(`${said}${many > 1 ? `: ${many} rows` : ''} · saved`);
    if (onward) advance(`${said} · saved. `);
  });
}

function advance(said = '') {
  const next = walk.find(1, open) || list.querySelector('.row.open');
  if (next) walk.go(next); else tell(`${said}Nothing is open any more on this page.`);
}

function jump(to, where) {
  const one = walk.find(to, where);
  if (one) walk.go(one); else tell(to > 0 ? 'There is none further down.' : 'There is none further up.');
}

function decide(said, word) {
  if (walk.at) step('decide', {row: Number(walk.at.dataset.row), said}, word, said !== '');
}

function many(by, said) {
  const text = walk.at && walk.at.dataset[by];
  if (text) step('many', {by, said, text}, `${by} ${text} ${said === 'accept' ? 'accepted' : 'refused'}`);
}

function edit() {
  const row = walk.at;
  if (!row || row.dataset.after === undefined || row.querySelector('form')) return;
  const form = document.createElement('form'), label = document.createElement('label');
  const field = document.createElement('textarea'), buttons = document.createElement('div');
  label.textContent = 'becomes';
  field.dir = 'auto'; field.lang = row.dataset.language; field.value = row.dataset.after; field.rows = 1;
  label.append(field);
  const close = () => { form.remove(); walk.go(row); };
  for (const [type, name] of [['submit', 'Save and accept'], ['button', 'Cancel']]) {
    const button = document.createElement('button');
    button.type = type; button.textContent = name; buttons.append(button);
    if (type === 'submit') button.className = 'main'; else button.addEventListener('click', close);
  }
  form.append(label, buttons);
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target === field) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    step('text', {row: Number(row.dataset.row), text: field.value}, 'changed and accepted');
  });
  row.append(form);
  field.focus();
}

const does = {
  a: () => decide('accept', 'accepted'), r: () => decide('refuse', 'refused'), o: () => decide('', 'left open'),
  A: () => many('rule', 'accept'), R: () => many('rule', 'refuse'), w: () => many('word', 'accept'), x: () => many('word', 'refuse'),
  e: edit, u: () => step('undo', {}, 'undone'), '/': () => find.focus(),
  j: () => jump(1, any), k: () => jump(-1, any), ArrowDown: () => jump(1, any), ArrowUp: () => jump(-1, any),
  n: () => jump(1, open), p: () => jump(-1, open),
};
const buttons = {
  accept: does.a, refuse: does.r, open: does.o, edit, 'rule-accept': does.A, 'rule-refuse': does.R,
  'word-accept': does.w, 'word-refuse': does.x,
};
keys(does);
tools.addEventListener('click', event => { const button = event.target.closest('button'); if (button) buttons[button.dataset.do](); });
undo.addEventListener('click', does.u);
document.getElementById('next').addEventListener('click', () => advance());
walk.go(list.querySelector('.row.open') || list.firstElementChild);
