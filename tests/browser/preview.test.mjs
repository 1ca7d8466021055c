// The preview in a browser: a page follows its file, keeps place and focus, and what stands beside it is accessible.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, afterEach, before, beforeEach } from 'node:test';
import axe from 'axe-core';
import { binary, browser, folder, root } from './pages.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  { name: 'phone', viewport: { width: 360, height: 740 } },
  { name: 'desk', viewport: { width: 1280, height: 900 } },
  { name: 'wide', viewport: { width: 1920, height: 1080 } },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'forced colours', viewport: { width: 1280, height: 900 }, colorScheme: 'dark', forcedColors: 'active' },
];
const PAGE = 'enhet/plan.html';
let chrome, workspace, served, page, faults;
const path = (...parts) => join(workspace, 'plans', ...parts);
const read = name => readFileSync(path(name), 'utf8');
const write = (name, text) => writeFileSync(path(name), text);

before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

/** Starts a preview of a workspace; gives its address. */
async function serve(...options) {
  served = spawn(binary, ['serve', ...options], { cwd: workspace, stdio: ['ignore', 'pipe', 'inherit'] });
  served.stdout.setEncoding('utf8');
  for await (const line of served.stdout) return line.trim();
  throw new Error('vp serve says no address');
}

beforeEach(async () => {
  workspace = folder('preview');
  mkdirSync(path(), { recursive: true });
  cpSync(join(root, 'tests/browser/prov'), path(), { recursive: true });
  writeFileSync(join(workspace, 'vp.yaml'), 'vp: 1\nspråk: sv\n');
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE' });
  page = await context.newPage();
  faults = [];
  page.on('pageerror', error => faults.push(String(error)));
});

afterEach(async () => {
  await page.context().close();
  served?.kill('SIGINT');
  assert.deepEqual(faults, [], 'the script has no faults');
});

/** What the panel says. */
const panel = () => page.evaluate(() => {
  const section = document.querySelector('vp-preview').shadowRoot.querySelector('section');
  const text = name => section.querySelector(name).textContent;
  return { summary: text('.summary'), why: text('.why'), found: text('.found'), open: !section.querySelector('.found').hidden, state: section.className.trim(), seen: section.checkVisibility() };
});
const becomes = (words, at = 'main') => page.waitForFunction(([words, at]) => document.querySelector(at)?.textContent.includes(words), [words, at]);
const says = words => page.waitForFunction(words => document.querySelector('vp-preview')?.shadowRoot.querySelector('section').textContent.includes(words), words);

async function open(address, path) {
  await page.goto(address + path);
  await page.waitForFunction(() => document.querySelector('vp-preview') && !document.querySelector('vp-preview').hidden);
}

async function accessible(name) {
  await page.evaluate(axe.source);
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.colorScheme ?? 'light', forcedColors: look.forcedColors ?? 'none' });
    await page.setViewportSize(look.viewport);
    await page.waitForTimeout(50);
    const found = await page.evaluate(tags => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), TAGS);
    assert.deepEqual(found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${JSON.stringify(node.target)}: ${node.failureSummary}`)), [], `${name}: ${look.name}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= look.viewport.width, `${name}: ${wide} wide on ${look.name}`);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('a page follows its file and keeps its place, its focus and what is unfolded', async () => {
  const address = await serve();
  await open(address, PAGE);
  const plan = read('enhet/plan.yaml');
  // Far down, with a link in focus and a mark on an element that is to stay the same.
  const before = await page.evaluate(() => {
    const headings = [...document.querySelectorAll('main h2')];
    const heading = headings[Math.floor(headings.length / 2)];
    heading.scrollIntoView();
    scrollBy(0, -20);
    heading.same = true;
    const link = document.querySelector('.contents a[href^="#"]');
    link.focus({ preventScroll: true });
    document.querySelectorAll('main details').forEach(fold => { fold.open = true; });
    return { id: heading.id, top: heading.getBoundingClientRect().top, href: link.getAttribute('href'), y: scrollY };
  });
  assert.ok(before.y > 500, `scrolled to ${before.y}`);
  // A new paragraph comes in above the place.
  const text = 'En alldeles ny mening som gör sidan längre. '.repeat(20);
  assert.match(plan, /^inledning: \|\n/m);
  write('enhet/plan.yaml', plan.replace(/^inledning: \|\n/m, `inledning: |\n  ${text}\n\n`));
  await becomes('En alldeles ny mening');
  const after = await page.evaluate(id => {
    const heading = document.getElementById(id);
    return { top: heading.getBoundingClientRect().top, same: heading.same === true, href: document.activeElement.getAttribute('href'), y: scrollY,
      folded: [...document.querySelectorAll('main details')].filter(fold => !fold.open).length };
  }, before.id);
  assert.ok(Math.abs(after.top - before.top) <= 2, `the heading went from ${before.top} to ${after.top}`);
  assert.ok(after.y > before.y, 'the page has grown above it');
  assert.equal(after.same, true, 'the heading is the element that it was');
  assert.equal(after.href, before.href, 'the focus stays');
  assert.equal(after.folded, 0, 'what is unfolded stays unfolded');
  // And shorter again; the page is then what is served.
  write('enhet/plan.yaml', plan);
  await page.waitForFunction(() => !document.body.textContent.includes('En alldeles ny mening'));
  const same = await page.evaluate(async () => {
    const next = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const plain = of => { const copy = of.cloneNode(true); copy.querySelectorAll('[data-vp-preview]').forEach(one => one.remove()); copy.querySelectorAll('details').forEach(fold => fold.removeAttribute('open')); return copy.innerHTML.replace(/\n+/g, '\n'); };
    return { now: plain(document.body), next: plain(next.body) };
  });
  assert.equal(same.now, same.next);
});

test('many edits one after another leave the page as it is served', async () => {
  const address = await serve();
  await open(address, PAGE);
  const plan = read('enhet/plan.yaml').split('\n');
  let seed = 7;
  const next = most => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % most; };
  for (let at = 0; at < 12; at++) {
    const lines = [...plan];
    for (let edit = 0; edit < 3; edit++) {
      const line = next(lines.length);
      if (next(2)) lines.splice(line, 1);
      else lines.splice(line, 0, lines[line]);
    }
    write('enhet/plan.yaml', lines.join('\n'));
    await page.waitForTimeout(150);
  }
  write('enhet/plan.yaml', `${plan.join('\n')}# slut\n`.replace(/^inledning: \|\n/m, 'inledning: |\n  Sist av allt.\n\n'));
  await becomes('Sist av allt.');
  const { now, served } = await page.evaluate(async () => {
    const next = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const plain = of => { const copy = of.cloneNode(true); copy.querySelectorAll('[data-vp-preview]').forEach(one => one.remove()); copy.querySelectorAll('details').forEach(fold => fold.removeAttribute('open')); return copy.innerHTML.replace(/\n+/g, '\n'); };
    return { now: plain(document.body), served: plain(next.body) };
  });
  assert.equal(now, served);
});

test('a broken file leaves the page and is told beside it, in every look', async () => {
  const address = await serve();
  await open(address, PAGE);
  const plan = read('enhet/plan.yaml');
  const first = await panel();
  assert.ok(first.seen && first.summary.length > 0, JSON.stringify(first));
  await accessible('as it is');
  const before = await page.evaluate(() => document.querySelector('main').textContent);
  write('enhet/plan.yaml', `${plan}\nmål: [\n`);
  await says('Filen går inte att bygga som den är nu.');
  const broken = await panel();
  assert.ok(broken.open && broken.state.includes('error') && broken.state.includes('stale'), JSON.stringify(broken));
  assert.match(broken.found, /enhet\/plan\.yaml:\d+:\d+/);
  assert.equal(await page.evaluate(() => document.querySelector('main').textContent), before);
  await accessible('broken');
  // Folded by hand, it stays folded.
  await page.getByRole('button', { name: 'Dölj fynd' }).click();
  assert.equal((await panel()).open, false);
  await accessible('folded');
  write('enhet/plan.yaml', plan);
  await page.waitForFunction(() => !document.querySelector('vp-preview').shadowRoot.querySelector('section').className.includes('stale'));
  assert.equal((await panel()).open, false);
  // In the list of all documents.
  await open(address, '');
  await page.getByRole('button', { name: 'Visa fynd' }).click();
  await accessible('list');
});

test('a page that goes away says so, and comes back by itself', async () => {
  const address = await serve('--lang', 'en');
  await open(address, PAGE);
  renameSync(path('enhet'), path('annan'));
  await says('There is no such page.');
  await becomes('There is no such page.');
  await accessible('gone');
  renameSync(path('annan'), path('enhet'));
  await page.waitForFunction(() => document.querySelector('.contents'));
  await page.waitForFunction(() => document.querySelector('vp-preview').shadowRoot.querySelector('.why').textContent === '');
});

test('without contact the panel says so', async () => {
  const address = await serve();
  await open(address, PAGE);
  served.kill('SIGINT');
  await says('Ingen kontakt med vp serve.');
  await accessible('without contact');
});

test('what is served asks for nothing elsewhere, and paper shows no panel', async () => {
  const address = await serve();
  const asked = [];
  page.on('request', request => asked.push(request.url()));
  await open(address, PAGE);
  await page.waitForTimeout(300);
  assert.deepEqual(asked.filter(url => !url.startsWith(address)), []);
  await page.emulateMedia({ media: 'print' });
  assert.equal((await panel()).seen, false);
});

test('seven windows at once are all renewed', async () => {
  const address = await serve();
  const pages = [page];
  while (pages.length < 7) pages.push(await page.context().newPage());
  for (const one of pages) await one.goto(address + PAGE);
  const plan = read('enhet/plan.yaml');
  write('enhet/plan.yaml', plan.replace(/^inledning: \|\n/m, 'inledning: |\n  Syns i alla fönster.\n\n'));
  for (const one of pages) {
    await one.bringToFront();
    await one.waitForFunction(() => document.body.textContent.includes('Syns i alla fönster.'));
  }
});
