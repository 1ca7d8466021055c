  // The form's part that writes: it is put into a form that is served and into none that is built. Each answer is sent as it is
  // given, with what it is based on, and the server writes it or says why not. Beside the form stands the page of the report. It
  // has no words of its own: they come with the form.
  const told = JSON.parse(document.getElementById('vp-live').textContent);
  const form = document.getElementById('form');
  // A template of the workspace may have a form without the script.
  if (!form?.vp) return;
  const { controls, things, before, written, based, noFigure, noAmount, value, of, isStored, say, keep, count, mark, unmark } = form.vp;
  const { words } = told;
  const base = new URL(told.base, location.href);
  const address = location.href.split(/[?#]/)[0];
  // After so long without a key an answer counts as given.
  const PAUSE = 1200;
  // So often it is tried again where nothing is heard.
  const AGAIN = 4000;
  // More is not sent while the page goes away.
  const MOST_AT_END = 60_000;

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, text] of Object.entries(attributes)) element.setAttribute(name, text);
    element.append(...inside);
    return element;
  };
  const button = (text, act) => {
    const made = make('button', { type: 'button', class: 'plain' }, text);
    made.addEventListener('click', act);
    return made;
  };
  const flat = text => (text ?? '').replace(/\s+/g, ' ').trim();
  const shown = (control, text) => (control.matches('select') ? [...control.options].find(option => option.value === text)?.textContent ?? text : text);
  const keyOf = thing => `${thing.dataset.kind}\n${thing.dataset.id}`;
  const byKey = new Map(things.map(thing => [keyOf(thing), thing]));
  const find = ({ kind, id, key }) => [...(byKey.get(`${kind}\n${id}`)?.querySelectorAll('[data-key]') ?? [])].find(control => control.dataset.key === key);

  // ---- What is added to the form.

  document.head.append(make('style', {}, `
    .vp-bar { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1rem; margin: 1rem 0; padding: .5rem .8rem; background: var(--tint); border: 1px solid var(--line); border-left: 4px solid var(--good); }
    .vp-bar.is-wrong { border-left-color: var(--bad); }
    .vp-bar p { margin: 0; }
    .vp-bar a { color: var(--accent); padding: .15rem 0; }
    .vp-bar .state { flex: 1 1 16rem; }
    .vp-note { margin: .4rem 0 0; padding: .6rem .8rem; background: var(--tint); border-left: 4px solid var(--line); }
    [aria-invalid="true"] ~ .vp-note, .field:has([aria-invalid="true"]) .vp-note { border-left-color: var(--bad); }
    .vp-note p { margin: 0 0 .4em; white-space: pre-wrap; }
    .vp-note .said { display: block; }
    .vp-note .buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; }
    #vp-page { margin-top: 2rem; border-top: 2px solid var(--ink); }
    #vp-page h2 { margin: .75rem 0 .5rem; }
    #vp-page iframe { display: block; width: 100%; height: 85vh; border: 1px solid var(--line); background: var(--paper); }
    @media screen and (min-height: 35rem) {
      .vp-bar { position: sticky; top: 0; z-index: 1; }
      html { scroll-padding-top: 6rem; }
    }
    @media screen and (min-width: 75rem) {
      body { max-width: none; margin: 0 50vw 0 0; padding-right: 2rem; }
      body > :is(header, main) { max-width: 46rem; margin-left: auto; margin-right: auto; }
      #vp-page { position: fixed; inset: 0 0 0 auto; width: 50vw; margin: 0; border: 0; border-left: 2px solid var(--ink); display: flex; flex-direction: column; }
      #vp-page h2 { margin: .5rem 1rem; font-size: 1rem; }
      #vp-page iframe { flex: 1; height: auto; border-width: 1px 0 0; }
      .vp-to-page { display: none; }
    }
    @media print { .vp-bar, .vp-note, #vp-page { display: none !important; } }
  `));
  const state = make('p', { class: 'state', role: 'status' });
  const buttons = make('span', { class: 'acts' });
  const ways = [
    make('a', { class: 'vp-to-page', href: '#vp-page' }, words.to_page),
    make('a', { href: new URL('.vp/forms', base).href }, words.list),
  ];
  const bar = make('div', { class: 'vp-bar', lang: told.language }, state, buttons, ...ways);
  const frame = make('iframe', { title: words.page, src: new URL(told.page, base).href });
  const beside = make('aside', { id: 'vp-page', lang: told.language, 'aria-labelledby': 'vp-page-name', tabindex: '-1' }, make('h2', { id: 'vp-page-name' }, words.page), frame);
  const how = document.getElementById('how');
  how?.replaceChildren(make('span', { lang: told.language }, words.how));
  (how ?? form).before(bar);
  document.body.append(beside);
  // It takes all away, also what stands in the follow-up.
  document.getElementById('clear').hidden = true;

  /** Changes the form without moving what somebody looks at. */
  function still(change) {
    const focus = document.activeElement?.closest('form') ? document.activeElement : null;
    const top = focus?.getBoundingClientRect().top;
    document.documentElement.style.overflowAnchor = 'none';
    change();
    if (focus?.isConnected && focus === document.activeElement) scrollBy({ top: focus.getBoundingClientRect().top - top, behavior: 'instant' });
    document.documentElement.style.removeProperty('overflow-anchor');
  }

  // ---- What is not written, and why.

  let report = told.report;
  // Of each control that waits for a decision: why, what stands in the file, what the plan asks now.
  const waits = new Map();
  // Of each control what was refused as no answer: the text, and the words.
  const wrong = new Map();
  // Controls that were emptied.
  const emptied = new Set();
  // Where the plan was reworded and the answer holds all the same: the name of what it asks now.
  const asked = new Map();
  let trouble = null;
  let isGone = false;
  let isStale = false;
  let isLost = false;
  let said = null;

  function note(control) {
    const wait = waits.get(control);
    const lines = [];
    const acts = [];
    const act = (text, what) => acts.push(button(text, () => { control.focus(); still(what); }));
    const line = (label, text) => make('p', {}, label, ' ', make('span', { class: 'said' }, text));
    if (wait?.why === 'changed') {
      lines.push(wait.now ? line(words.file, shown(control, wait.now)) : make('p', {}, words.file_none));
      lines.push(line(words.mine, shown(control, value(control))));
      act(words.take_file, () => takeFile(control, wait.now));
      act(words.write_mine, () => { based.set(control, wait.now ?? ''); waits.delete(control); draw(); send(); });
    } else if (wait?.why === 'reworded') {
      lines.push(make('p', {}, wait.words));
      act(words.still, () => {
        const thing = of(control);
        asked.set(thing, wait.asked);
        for (const [other] of [...waits].filter(([other, { why }]) => why === 'reworded' && of(other) === thing)) waits.delete(other);
        draw();
        send();
      });
      acts.push(reloading());
    } else if (emptied.has(control)) {
      lines.push(line(words.emptied, shown(control, written.get(control))));
      act(words.put_back, () => { control.value = written.get(control); emptied.delete(control); draw(); });
    }
    return lines.length > 0 ? make('div', { class: 'vp-note', role: 'group', lang: told.language, 'aria-label': wait ? words[wait.why] : words.emptied }, ...lines, make('p', { class: 'buttons' }, ...acts)) : null;
  }
  const reloading = () => button(words.reload, () => { keep(); location.reload(); });

  function takeFile(control, now) {
    control.value = now ?? '';
    for (const known of [before, written]) known.set(control, value(control));
    based.set(control, now ?? '');
    waits.delete(control);
    wrong.delete(control);
    emptied.delete(control);
    keep();
    count();
    draw();
  }

  const isBad = control => control.validity.patternMismatch;
  let drawn = '';
  function draw() {
    const faults = controls.flatMap(control => {
      if (waits.has(control)) return [[control, words[waits.get(control).why]]];
      if (wrong.has(control)) return [[control, wrong.get(control).words]];
      return isBad(control) && control !== typing ? [[control, control.closest('.amount') ? noAmount : noFigure]] : [];
    });
    const notes = controls.filter(control => waits.has(control) || emptied.has(control));
    const name = JSON.stringify([faults.map(([control, text]) => [control.id, text]), notes.map(control => [control.id, waits.get(control) ?? '', value(control)])]);
    if (name !== drawn) {
      drawn = name;
      still(() => {
        unmark();
        if (faults.length > 0) mark(faults, true);
        form.querySelectorAll('.vp-note').forEach(old => { if (!old.contains(document.activeElement)) old.remove(); });
        for (const control of notes) {
          const made = note(control);
          const field = control.closest('.field');
          const there = field.querySelector('.vp-note');
          if (made && there) there.replaceWith(made);
          else if (made) field.append(made);
        }
      });
    }
    const file = report.join(', ');
    const text = isLost ? (isStored() ? words.lost : words.lost_no_draft)
      : trouble ?? (faults.length > 0 ? words.unwritten : isStale ? words.stale : said ?? (file ? words.ready.replace('{file}', () => file) : words.ready_new));
    say(state, text);
    bar.classList.toggle('is-wrong', isLost || trouble !== null || faults.length > 0 || isStale);
    const acts = isGone ? [words.again] : isStale ? [words.reload] : [];
    if (buttons.textContent !== acts.join('')) {
      buttons.replaceChildren(...(isGone ? [button(words.again, anew)] : isStale ? [reloading()] : []));
    }
  }

  /** All that the form has makes a file where there is none any more. */
  function anew() {
    report = [];
    for (const control of controls) {
      written.set(control, '');
      based.set(control, '');
    }
    isGone = false;
    trouble = null;
    bar.querySelector('a').focus();
    send();
  }

  // ---- Answers.

  let typing = null;
  let waiting = 0;
  let running = false;
  let isWaiting = false;
  // How often something was sent: what was heard of before may be older.
  let sends = 0;
  const isReady = control => value(control) !== '' && value(control) !== written.get(control) && !isBad(control) && !waits.has(control) && wrong.get(control)?.text !== value(control);

  function body(ready) {
    const { form: name, plan, organisation, year, occasion } = form.dataset;
    const answers = things.flatMap(thing => {
      const own = ready.filter(control => of(control) === thing);
      if (own.length === 0) return [];
      const by = text => Object.fromEntries(own.map(control => [control.dataset.key, text(control)]).filter(([, text]) => text !== ''));
      const { kind, id, said } = thing.dataset;
      return [{ kind, id, asked: asked.get(thing) ?? thing.dataset.asked, said: JSON.parse(said), values: by(value), before: by(control => based.get(control)) }];
    });
    return JSON.stringify({ vp_answers: 1, form: name, plan, organisation: JSON.parse(organisation), year: year === '' ? null : Number(year), occasion, for: null, report, answers });
  }
  const post = (text, isEnd) => fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text, keepalive: isEnd });

  async function send() {
    clearTimeout(waiting);
    if (running) {
      isWaiting = true;
      return;
    }
    const ready = controls.filter(isReady);
    if (ready.length === 0 || isGone) {
      draw();
      return;
    }
    running = true;
    sends += 1;
    const sent = new Map(ready.map(control => [control, value(control)]));
    if (!isLost) say(state, words.writing);
    try {
      const answer = await post(body(ready));
      if (![200, 400, 409].includes(answer.status)) throw new Error(String(answer.status));
      take(await answer.json(), sent);
      isLost = false;
    } catch {
      isLost = true;
    }
    keep();
    running = false;
    draw();
    // What was written meanwhile goes at once; what cannot be sent, or not now, later.
    if (isWaiting && !isLost && trouble === null) later(0);
    else if ((isLost || trouble !== null) && !isGone) later(AGAIN);
    isWaiting = false;
  }
  const later = pause => {
    clearTimeout(waiting);
    waiting = setTimeout(send, pause);
  };

  function take(reply, sent) {
    trouble = reply.why;
    isGone = reply.is_gone;
    if (reply.why !== null) return;
    report = reply.report;
    for (const one of reply.written) {
      const control = find(one);
      if (!control || !sent.has(control)) continue;
      written.set(control, sent.get(control));
      based.set(control, one.now ?? '');
      wrong.delete(control);
    }
    for (const one of reply.refused) {
      const control = find(one);
      if (!control) continue;
      if (one.why === 'wrong') wrong.set(control, { text: sent.get(control), words: [one.words, one.help].filter(Boolean).join('. ') });
      else waits.set(control, { why: one.why, now: one.now, words: one.words, asked: one.asked });
    }
    if (reply.written.length > 0) {
      const time = new Date().toLocaleTimeString(told.language === 'sv' ? 'sv-SE' : 'en-GB', { hour: '2-digit', minute: '2-digit' });
      said = words.written.replace('{file}', () => report.join(', ')).replace('{time}', () => time);
    }
  }

  form.addEventListener('input', event => {
    if (!written.has(event.target)) return;
    typing = event.target;
    emptied.delete(event.target);
    if (wrong.has(event.target)) wrong.delete(event.target);
    later(PAUSE);
  });
  form.addEventListener('change', event => {
    const control = event.target;
    if (!written.has(control)) return;
    typing = null;
    if (value(control) === '' && written.get(control) !== '') emptied.add(control);
    send();
  });
  form.addEventListener('focusout', () => {
    typing = null;
    // What changed in the file while somebody stood there.
    drawn = '';
    setTimeout(refresh, 0);
  });
  addEventListener('pagehide', () => {
    const ready = controls.filter(isReady);
    const text = ready.length > 0 && !isGone ? body(ready) : '';
    if (text !== '' && text.length < MOST_AT_END) post(text, true).catch(() => {});
  });

  // ---- What others write.

  let news = null;
  let heardAt = 0;
  function refresh() {
    if (news === null || running) {
      draw();
      return;
    }
    const { why, report: files, things: all } = news;
    if (heardAt !== sends) {
      draw();
      return;
    }
    if (why !== null) {
      trouble = why;
      draw();
      return;
    }
    isGone = files.length === 0 && report.length > 0;
    trouble = isGone ? words.gone.replace('{file}', () => report.join(', ')) : null;
    isStale = all.length !== things.length;
    if (files.length > 0) report = files;
    for (const { kind, id, asked: name, values } of all) {
      const thing = byKey.get(`${kind}\n${id}`);
      if (!thing) {
        isStale = true;
        continue;
      }
      if (name !== (asked.get(thing) ?? thing.dataset.asked)) isStale = true;
      for (const [key, now] of Object.entries(values)) {
        const control = find({ kind, id, key });
        if (!control || flat(now) === flat(based.get(control))) continue;
        if (waits.get(control)?.why === 'changed') {
          if (flat(now) === flat(value(control))) takeFile(control, now);
          else waits.get(control).now = now;
        } else if (value(control) === written.get(control) && control !== document.activeElement && files.length > 0) {
          takeFile(control, now);
        }
      }
    }
    draw();
  }
  let looking = false;
  let lookAgain = false;
  async function look() {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    const begun = sends;
    try {
      const answer = await fetch(new URL(told.values, base), { cache: 'no-store' });
      if (answer.ok) {
        news = await answer.json();
        heardAt = begun;
        isLost = false;
        // What is older than what was written is heard of again.
        if (running || begun !== sends) lookAgain = true;
        else refresh();
        if (controls.some(isReady)) later(running ? PAUSE : 0);
      }
    } catch {
      isLost = true;
      draw();
    }
    looking = false;
    if (lookAgain) {
      lookAgain = false;
      setTimeout(look, running ? 100 : 0);
    }
  }
  follow(base, name => {
    if (name === 'lost') {
      isLost = true;
      draw();
    } else {
      look();
    }
  });
  draw();
  // What a draft has is written now.
  send();
