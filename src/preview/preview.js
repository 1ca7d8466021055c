  // The preview's part of a page: it is put into what is served and into nothing that is built. The page is fetched again when
  // its files have changed, and only what differs is put into it, so that place, focus and what is unfolded stay. Beside it
  // stands what was found. It has no words of its own: they come with the panel.
  const own = document.currentScript;
  const base = new URL('..', own.src);
  const at = decodeURIComponent(location.pathname.slice(base.pathname.length)) || 'index.html';
  const OPEN = 'vp-preview-open';
  // Beside a form the page stands in a frame.
  const isFramed = window !== window.top;
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0; z-index: 10; display: block; }
    :host([hidden]) { display: none; }
    * { box-sizing: border-box; }
    section { display: flex; flex-direction: column; max-height: 45vh; font: 14.5px/1.45 var(--sans, sans-serif); color: var(--ink, #1c1d1f); background: var(--paper, #fff); border-top: 3px solid var(--edge); box-shadow: 0 -.25rem 1rem rgb(0 0 0 / .18); }
    section { --level: var(--good, #22603a); --edge: var(--level); }
    section.warning { --level: var(--middle, #7a4b00); }
    section.error { --level: var(--bad, #9c1616); }
    section.stale { --edge: var(--bad, #9c1616); }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; padding: .4rem 1rem; }
    h2 { font: inherit; font-weight: 650; margin: 0; }
    p { margin: 0; overflow-wrap: anywhere; }
    .summary { font-weight: 650; color: var(--level); }
    .why { flex-basis: 100%; padding-left: .6rem; border-left: .3rem solid var(--edge); }
    .why:empty { display: none; }
    button { margin-left: auto; min-height: 2rem; padding: .2rem .8rem; font: inherit; color: var(--accent, #17466f); background: none; border: 1px solid currentcolor; border-radius: .3rem; cursor: pointer; }
    :focus-visible { outline: 3px solid var(--focus, #b35900); outline-offset: 2px; }
    .found { overflow: auto; padding: 0 1rem .75rem; border-top: 1px solid var(--line, #cfd1d4); }
    .found > p { padding-top: .5rem; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { padding: .5rem 0; border-bottom: 1px solid var(--line, #cfd1d4); overflow-wrap: anywhere; }
    li:last-child { border-bottom: 0; }
    .level { font-weight: 650; color: var(--bad, #9c1616); }
    .warning .level, .level.warning { color: var(--middle, #7a4b00); }
    .level.error { color: var(--bad, #9c1616); }
    code, .place { font: 13px/1.45 ui-monospace, "Liberation Mono", Consolas, monospace; }
    .place, .help { color: var(--soft, #54565b); }
    .line { display: block; margin: .2rem 0; padding: .15rem .5rem; background: var(--tint, #f3f5f7); white-space: pre-wrap; }
    h3 { font: inherit; font-weight: 650; margin: .75rem 0 0; }
    a { display: inline-block; padding: .15rem 0; color: var(--accent, #17466f); overflow-wrap: anywhere; }
    [hidden] { display: none; }
    @media (min-width: 100rem) {
      :host { inset: 0 0 0 auto; width: 24rem; }
      section { height: 100%; max-height: none; border-top: 0; border-left: 3px solid var(--edge); }
      .found { flex: 1; }
    }
    @media (forced-colors: active) { section { border-color: CanvasText; } }
    @media print { :host { display: none; } }
  `;

  // ---- The panel.

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false && value !== null) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...inside.filter(one => one !== null && one !== undefined));
    return element;
  };
  const host = make('vp-preview', { hidden: true });
  const root = host.attachShadow({ mode: 'open' });
  const title = make('h2');
  const summary = make('p', { class: 'summary', role: 'status' });
  const why = make('p', { class: 'why', role: 'status' });
  const button = make('button', { type: 'button', 'aria-controls': 'found' });
  const list = make('div', { class: 'found', id: 'found', tabindex: '0', role: 'group' });
  const forms = make('p', { class: 'forms' });
  const section = make('section', {}, make('header', {}, title, summary, forms, button, why), list);
  root.append(make('style', {}, STYLE), section);
  document.documentElement.append(host);

  let panel = null;
  let lost = false;
  // What whoever looks has chosen for this window, before what is found decides.
  const chosen = () => { try { return sessionStorage.getItem(OPEN); } catch { return null; } };
  const isOpen = () => (chosen() === null ? panel.worst === 'error' || panel.page === 'missing' : chosen() === 'yes');
  button.addEventListener('click', () => {
    try { sessionStorage.setItem(OPEN, isOpen() ? 'no' : 'yes'); } catch { /* Without a memory it is as it comes. */ }
    draw();
  });

  const say = (element, words) => { if (element.textContent !== words) element.textContent = words; };
  const findingOf = finding => make('li', {},
    make('p', {}, make('span', { class: `level ${finding.level}` }, finding.word), ' ', make('code', {}, finding.code), ' ', finding.message),
    make('p', { class: 'place' }, finding.place),
    finding.line === null ? null : make('code', { class: 'line' }, finding.line),
    ...finding.help.map(help => make('p', { class: 'help' }, help)));
  const wayOf = way => make('li', {}, make('a', { href: way.link }, way.words));

  function draw() {
    if (!panel) return;
    const { words } = panel;
    host.lang = panel.language;
    section.className = [panel.worst, lost || !['current', 'to_come'].includes(panel.page) ? 'stale' : ''].join(' ');
    section.setAttribute('aria-label', words.name);
    list.setAttribute('aria-label', words.name);
    say(title, words.name);
    say(summary, panel.summary);
    say(why, lost ? words.lost : panel.why ?? '');
    const ways = isFramed ? [] : panel.forms;
    const fill = at === 'index.html' ? '' : words.fill;
    const wayIn = way => [' ', make('a', { href: way.link }, way.words)];
    if (forms.textContent !== [fill, ...ways.map(way => way.words)].join(' ')) forms.replaceChildren(fill, ...ways.flatMap(wayIn));
    forms.hidden = ways.length === 0;
    const parts = [];
    if (panel.findings.length) parts.push(make('ul', {}, ...panel.findings.map(findingOf)));
    if (panel.more) parts.push(make('p', {}, panel.more));
    if (panel.pages.length) parts.push(make('h3', {}, words.pages), make('ul', {}, ...panel.pages.map(wayOf)));
    if (panel.elsewhere) parts.push(make('p', {}, make('a', { href: panel.elsewhere.link }, panel.elsewhere.words)));
    if (!panel.findings.length && !panel.pages.length && panel.elsewhere && panel.page !== 'missing') parts.unshift(make('p', {}, words.none_here));
    const open = parts.length > 0 && isOpen();
    const place = list.scrollTop;
    list.replaceChildren(...parts);
    list.scrollTop = place;
    list.hidden = !open;
    button.hidden = parts.length === 0;
    button.setAttribute('aria-expanded', String(open));
    say(button, open ? words.hide : words.show);
    host.hidden = false;
    makeRoom();
  }

  // Nothing of the page lies behind the panel for good.
  const room = make('style', { 'data-vp-preview': true });
  function makeRoom() {
    const { width, height } = section.getBoundingClientRect();
    const beside = matchMedia('(min-width: 100rem)').matches;
    say(room, beside
      ? `@media screen { html { padding-right: ${Math.ceil(width)}px } }`
      : `@media screen { html { padding-bottom: ${Math.ceil(height)}px; scroll-padding-bottom: ${Math.ceil(height)}px } body .top { bottom: calc(.5rem + ${Math.ceil(height)}px) } }`);
    if (!room.isConnected) document.head.append(room);
  }
  addEventListener('resize', () => panel && makeRoom());

  // ---- The page: what differs is put into it, and what is the same stays the same element.

  const isOurs = node => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute('data-vp-preview');
  const isLike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id ?? '') === (other.id ?? '');

  function renewAttributes(now, next) {
    for (const { name } of [...now.attributes]) {
      // What is unfolded here stays so, whatever the file says.
      if (!next.hasAttribute(name) && !(name === 'open' && now.localName === 'details')) now.removeAttribute(name);
    }
    for (const { name, value } of [...next.attributes]) {
      if (now.getAttribute(name) !== value && !(name === 'open' && now.localName === 'details')) now.setAttribute(name, value);
    }
  }

  function renew(now, next) {
    if (now.isEqualNode(next)) return;
    if (now.nodeType !== Node.ELEMENT_NODE) {
      now.nodeValue = next.nodeValue;
      return;
    }
    renewAttributes(now, next);
    const before = [...now.childNodes].filter(node => !isOurs(node));
    const after = [...next.childNodes].filter(node => !isOurs(node));
    // The same at the beginning and at the end stays as it is: most of a page.
    let first = 0;
    while (first < before.length && first < after.length && before[first].isEqualNode(after[first])) first++;
    let last = 0;
    while (last < before.length - first && last < after.length - first
      && before[before.length - 1 - last].isEqualNode(after[after.length - 1 - last])) last++;
    const gone = before.slice(first, before.length - last);
    const come = after.slice(first, after.length - last);
    const behind = last ? before[before.length - last] : [...now.childNodes].find(isOurs) ?? null;
    // Between them: the next that is alike, so that a paragraph that came in moves none of those below it.
    let from = 0;
    for (const node of come) {
      const found = gone.slice(from).findIndex(old => isLike(old, node) && (node.nodeType !== Node.ELEMENT_NODE || node.id !== '' || !come.some(other => other !== node && other.isEqualNode(old))));
      if (found < 0) {
        now.insertBefore(document.importNode(node, true), gone[from] ?? behind);
        continue;
      }
      gone.slice(from, from + found).forEach(old => old.remove());
      from += found + 1;
      renew(gone[from - 1], node);
    }
    gone.slice(from).forEach(old => old.remove());
  }

  // The element that is read: the topmost that begins in the window.
  function read() {
    const elements = document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6, p, li, tr, figure), header p, h1');
    for (const element of elements) {
      const { top, height } = element.getBoundingClientRect();
      if (top >= 0 && height > 0) return { element, top };
    }
    return null;
  }

  function put(html) {
    const next = new DOMParser().parseFromString(html, 'text/html');
    const place = scrollY > 0 ? read() : null;
    const focus = document.activeElement;
    const way = focus && focus !== document.body ? { id: focus.id, href: focus.getAttribute('href'), name: focus.localName } : null;
    document.documentElement.style.overflowAnchor = 'none';
    renew(document.head, next.head);
    renew(document.body, next.body);
    renewAttributes(document.documentElement, next.documentElement);
    // Beside a form the focus is the form's.
    if (way && !focus.isConnected && (!isFramed || document.hasFocus())) {
      const again = [...document.querySelectorAll(way.name)].find(one => (way.id ? one.id === way.id : way.href !== null && one.getAttribute('href') === way.href));
      again?.focus({ preventScroll: true });
    }
    makeRoom();
    if (place?.element.isConnected) scrollBy({ top: place.element.getBoundingClientRect().top - place.top, behavior: 'instant' });
    document.documentElement.style.removeProperty('overflow-anchor');
  }

  // ---- News.

  let mark = null;
  let running = null;
  let again = false;

  async function look() {
    const page = await fetch(location.href.split('#')[0], { cache: 'no-store', headers: mark ? { 'If-None-Match': mark } : {} });
    if (page.status === 200 || page.status === 404) {
      const html = await page.text();
      // The first answer is the page as it stands, unless it has changed since.
      put(html);
      mark = page.headers.get('ETag');
    }
    const beside = await fetch(new URL(`.vp/panel?page=${encodeURIComponent(at)}`, base), { cache: 'no-store' });
    if (beside.ok) panel = await beside.json();
    lost = false;
    draw();
  }

  function news() {
    if (running) {
      again = true;
      return;
    }
    running = look().catch(() => { lost = true; draw(); }).finally(() => {
      running = null;
      if (again) {
        again = false;
        news();
      }
    });
  }

  follow(base, name => {
    if (name !== 'lost') {
      news();
    } else if (!lost) {
      lost = true;
      draw();
    }
  });
  news();
