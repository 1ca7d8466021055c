'use strict';
(() => {
  const form = document.getElementById('form');
  const [drafts, noDrafts, restored, clearing, saved, fault, noFigure, noAmount, noReason, noDeviation, nothing, progress] =
    Array.from({ length: 12 }, (_, at) => form.getAttribute('data-word-' + (at + 1)));
  const summary = document.getElementById('faults');
  const draft = document.getElementById('draft');
  const told = document.getElementById('saved');
  const title = document.title;
  const controls = [...form.querySelectorAll('[data-key]')];
  const own = [...form.querySelectorAll('#by, #on')];
  const things = [...form.querySelectorAll('[data-kind]')];
  const within = (thing, key) => thing.querySelector('[data-key="' + key + '"]');
  const of = control => control.closest('[data-kind]');
  const named = thing => thing.querySelector('legend').textContent.replace(/\s+/g, ' ').trim();
  const value = control => control.value.replace(/\r\n?/g, '\n').trim();

  // What was reported when the form was made.
  const before = new Map(controls.map(control => [control, value(control)]));
  // The same as long as nobody writes the answers while they are given: what is written, and what each answer is based on.
  const written = new Map(before);
  const based = new Map(before);
  const isAnswered = control => value(control) !== '' && value(control) !== before.get(control);

  // The draft: what differs from the form, each with what it is based on, by what is asked, under the form's own name.
  const place = 'vp-form-' + (form.dataset.live ?? form.dataset.form);
  const nameOf = control => (of(control) ? [of(control).dataset.kind, of(control).dataset.id, control.dataset.key].join('\n') : control.id);
  let isStored = true;
  const store = action => {
    try {
      return action(window.localStorage);
    } catch {
      isStored = false;
      return null;
    }
  };
  const keep = () => {
    const changed = [...controls.filter(control => value(control) !== written.get(control)), ...own.filter(control => control.value)];
    store(storage => storage.setItem(place, JSON.stringify(Object.fromEntries(changed.map(control => [nameOf(control), [control.value, based.get(control) ?? '']])))));
    say(draft, isStored ? drafts : noDrafts);
  };
  const say = (where, words) => {
    if (where.textContent !== words) where.textContent = words;
  };
  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(store(storage => storage.getItem(place)));
    } catch {
      // What cannot be read is no draft.
    }
    const isKept = control => Array.isArray(kept[nameOf(control)]) && kept[nameOf(control)].every(text => typeof text === 'string');
    const found = kept && typeof kept === 'object' ? [...controls, ...own].filter(isKept) : [];
    for (const control of found) {
      const [text, basis] = kept[nameOf(control)];
      control.value = text;
      if (based.has(control)) based.set(control, basis);
    }
    store(storage => storage.setItem(place + '-try', '') ?? storage.removeItem(place + '-try'));
    say(draft, !isStored ? noDrafts : found.length > 0 ? restored : drafts);
  };

  const count = () => {
    for (const control of own) control.toggleAttribute('data-filled', control.value !== '');
    const due = things.filter(thing => 'due' in thing.dataset);
    const done = due.filter(thing => [...thing.querySelectorAll('[data-key]')].some(control => value(control) !== ''));
    say(document.getElementById('progress'), due.length > 0 ? progress + ' ' + done.length + '/' + due.length : '');
  };

  // What is wrong: each with its control and its words.
  const faults = () => {
    const found = [];
    for (const thing of things) {
      for (const control of thing.querySelectorAll('input')) {
        if (control.validity.patternMismatch) found.push([control, control.closest('.amount') ? noAmount : noFigure]);
      }
      const [outcome, status, analysis, deviation] = ['utfall', 'status', 'analys', 'avvikelse'].map(key => within(thing, key));
      if (outcome && analysis && value(outcome).toLowerCase() === 'saknas' && value(analysis) === '') found.push([analysis, noReason]);
      const departs = status && ['försenad', 'avbruten'].includes(status.value);
      if (departs && deviation && value(deviation) === '' && value(analysis) === '') found.push([deviation, noDeviation]);
    }
    return found;
  };
  const unmark = () => {
    for (const control of controls) {
      const words = document.getElementById(control.id + '-fault');
      words.hidden = true;
      words.textContent = '';
      control.removeAttribute('aria-invalid');
      const described = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id && id !== words.id);
      if (described.length > 0) control.setAttribute('aria-describedby', described.join(' '));
      else control.removeAttribute('aria-describedby');
    }
    summary.hidden = true;
    document.title = title;
  };
  // Where somebody is in the middle of writing, the focus stays.
  const mark = (found, isQuiet) => {
    const list = summary.querySelector('ul');
    list.replaceChildren(...found.map(([control, words, isOfAll]) => {
      const link = document.createElement('a');
      link.href = '#' + control.id;
      link.textContent = isOfAll ? words : named(of(control)) + ': ' + words;
      link.addEventListener('click', event => {
        event.preventDefault();
        control.focus();
        control.closest('.field').scrollIntoView();
      });
      const item = document.createElement('li');
      item.append(link);
      return item;
    }));
    for (const [control, words] of found.filter(([, , isOfAll]) => !isOfAll)) {
      const below = document.getElementById(control.id + '-fault');
      const prefix = document.createElement('span');
      prefix.className = 'visually-hidden';
      prefix.textContent = fault + ': ';
      below.replaceChildren(prefix, words);
      below.hidden = false;
      control.setAttribute('aria-invalid', 'true');
      control.setAttribute('aria-describedby', [control.getAttribute('aria-describedby'), below.id].filter(Boolean).join(' '));
    }
    summary.hidden = false;
    if (isQuiet) return;
    document.title = fault + ': ' + title;
    summary.focus();
    summary.scrollIntoView();
  };

  const answers = () => things.flatMap(thing => {
    const answered = [...thing.querySelectorAll('[data-key]')].filter(isAnswered);
    if (answered.length === 0) return [];
    const known = answered.filter(control => before.get(control) !== '');
    const by = (list, text) => Object.fromEntries(list.map(control => [control.dataset.key, text(control)]));
    const { kind, id, asked, said } = thing.dataset;
    return [{ kind, id, asked, said: JSON.parse(said), values: by(answered, value), before: by(known, control => before.get(control)) }];
  });
  const save = () => {
    unmark();
    say(told, '');
    const all = answers();
    const found = faults();
    if (found.length === 0 && all.length === 0) found.push([controls[0], nothing, true]);
    if (found.length > 0) {
      mark(found);
      return;
    }
    const { form: name, plan, organisation, year, occasion, for: who, file } = form.dataset;
    const [by, on] = own.map(control => control.value.trim());
    const text = JSON.stringify({
      vp_answers: 1, form: name, plan, organisation: JSON.parse(organisation), year: year === '' ? null : Number(year), occasion,
      for: who || null, filled_in: { by, on }, answers: all,
    }, null, 1);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text + '\n'], { type: 'application/json' }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    isSaved = true;
    say(told, saved.replace('{fil}', file));
  };

  let isSaved = true;
  let waiting = 0;
  form.addEventListener('input', () => {
    isSaved = false;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 300);
    count();
  });
  addEventListener('pagehide', () => {
    if (!isSaved) keep();
  });
  addEventListener('beforeunload', event => {
    // A draft is still there the next time; without one all would be lost.
    if (!isSaved && !isStored) event.preventDefault();
  });
  const clear = () => {
    if (!confirm(clearing)) return;
    clearTimeout(waiting);
    form.reset();
    unmark();
    store(storage => storage.removeItem(place));
    isSaved = true;
    say(told, '');
    say(draft, isStored ? drafts : noDrafts);
    count();
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    save();
  });
  // Who ends a figure with Enter is not done with the form.
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
  });
  form.noValidate = true;
  document.getElementById('save').hidden = false;
  document.getElementById('clear').hidden = false;
  document.getElementById('clear').addEventListener('click', clear);
  restore();
  count();
  // For who writes the answers while they are given.
  form.vp = { controls, things, before, written, based, noFigure, noAmount, value, of, isStored: () => isStored, say, keep, count, mark, unmark };
})();
