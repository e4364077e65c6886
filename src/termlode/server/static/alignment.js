// The review of an alignment: walk, decide, regroup, edit, undo. The server keeps the state; a step is saved at once.
import {keys, made, queue, send, teller, walker} from './common.js';

const list = document.getElementById('list'), base = list.dataset.base;
const counts = document.getElementById('counts'), done = document.getElementById('done');
const undo = document.getElementById('undo'), show = document.getElementById('show');
const tell = teller(document.getElementById('said'));
const tools = document.getElementById('tools').content.firstElementChild;
const then = queue(error => tell(error.message, true));
let revision = Number(list.dataset.revision);

const walk = walker(list, bead => { if (tools.parentElement !== bead.firstElementChild) bead.firstElementChild.append(tools); });
const doubtful = one => one.classList.contains('doubtful');
const open = one => one.classList.contains('open');
const any = () => true;
const row = () => Number(walk.at.dataset.row);

function put(answer) {
  revision = answer.revision;
  undo.disabled = !answer.undoable;
  counts.textContent = answer.counts.text;
  done.max = answer.counts.doubtful + answer.counts.accepted + answer.counts.refused;
  done.value = answer.counts.accepted + answer.counts.refused;
  for (const gone of answer.gone) document.getElementById('b' + gone)?.remove();
  for (const {after, html} of answer.beads) {
    const bead = made(html);
    document.getElementById(bead.id)?.remove();
    const before = after === null ? null : document.getElementById('b' + after);
    if (before) before.after(bead); else list.firstElementChild.prepend(bead);
  }
}

/** Do a step; afterwards go on to where the server says, or to the next doubtful bead. */
function step(action, body, said, onward = false) {
  then(async () => {
    const answer = await send(`${base}/${action}`, {revision, ...body});
    put(answer);
    const here = document.getElementById('b' + answer.focus);
    walk.forget();
    walk.go(here);
    tell(`${said} · saved`);
    if (onward) advance(`${said} · saved. `);
  });
}

function advance(said = '') {
  const next = walk.find(1, doubtful) || walk.find(1, open) || list.querySelector('.doubtful') || list.querySelector('.open');
  if (next) walk.go(next); else tell(`${said}Nothing is open any more: every bead is decided.`);
}

function jump(to, where) {
  const one = walk.find(to, where);
  if (one) walk.go(one); else tell(to > 0 ? 'There is none further down.' : 'There is none further up.');
}

function decide(said, word) { if (walk.at) step('decide', {row: row(), said}, word, said !== ''); }

function split() { if (walk.at) step('split', {row: row()}, 'split'); }

function shift(side, up) {
  if (walk.at) step('shift', {row: row(), side, up}, `${side ? 'target' : 'source'} segment shifted ${up ? 'up' : 'down'}`);
}

function edit() {
  if (!walk.at || walk.at.querySelector('form')) return;
  const bead = walk.at, form = document.createElement('form');
  for (const seg of bead.querySelectorAll('.seg')) {
    const text = seg.querySelector('.t'), label = document.createElement('label'), area = document.createElement('textarea');
    label.textContent = `${seg.dataset.side === '0' ? 'source' : 'target'} ${seg.dataset.number}`;
    area.value = area.defaultValue = text.firstChild ? text.firstChild.data : '';
    area.rows = 1; area.lang = seg.lang; area.dir = seg.dir;
    area.dataset.side = seg.dataset.side; area.dataset.number = seg.dataset.number;
    label.className = `side${seg.dataset.side}`; label.append(area); form.append(label);
  }
  const buttons = document.createElement('div');
  for (const [type, name] of [['submit', 'Save'], ['button', 'Cancel']]) {
    const button = document.createElement('button');
    button.type = type; button.textContent = name; buttons.append(button);
    if (type === 'button') button.addEventListener('click', () => { form.remove(); walk.go(bead); });
    else button.className = 'main';
  }
  form.append(buttons);
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape') { form.remove(); walk.go(bead); }
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.matches('textarea')) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const changed = [...form.querySelectorAll('textarea')].filter(one => one.value !== one.defaultValue);
    if (!changed.length) { form.remove(); walk.go(bead); }
    for (const one of changed) step('text', {side: Number(one.dataset.side), number: Number(one.dataset.number), text: one.value}, 'text changed');
  });
  bead.firstElementChild.append(form);
  form.querySelector('textarea').focus();
}

const does = {
  a: () => decide('accept', 'accepted'), r: () => decide('refuse', 'refused'), o: () => decide('', 'left open'),
  m: () => walk.at && step('merge', {row: row()}, 'merged'), s: split, e: edit, u: () => step('undo', {}, 'undone'),
  1: () => shift(0, true), 2: () => shift(0, false), 3: () => shift(1, true), 4: () => shift(1, false),
  j: () => jump(1, any), k: () => jump(-1, any), ArrowDown: () => jump(1, any), ArrowUp: () => jump(-1, any),
  n: () => jump(1, doubtful), p: () => jump(-1, doubtful),
};
const buttons = {
  accept: does.a, refuse: does.r, open: does.o, merge: does.m, split, edit,
  'source-up': does[1], 'source-down': does[2], 'target-up': does[3], 'target-down': does[4],
};
keys(does);
tools.addEventListener('click', event => { const button = event.target.closest('button'); if (button) buttons[button.dataset.do](); });
undo.addEventListener('click', does.u);
document.getElementById('next').addEventListener('click', () => { walk.find(1, doubtful) ? does.n() : advance(); });
show.addEventListener('change', () => { list.dataset.show = show.value; if (walk.at) walk.at.scrollIntoView({block: 'center'}); });
show.value = 'all';
walk.go(list.querySelector('.doubtful') || list.querySelector('.open') || list.querySelector('.bead'));
if (walk.at) walk.at.scrollIntoView({block: 'center'});
