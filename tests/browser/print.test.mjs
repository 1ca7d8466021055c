// The pages on paper: feet, heads of tables on every page, nothing torn from what follows.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { browser, build, CHROMIUM, complaints, folder, info, open, pages, places, text } from './pages.mjs';

const built = pages('print');
// What differs between two years is no document: it has no cover and names no unit at its foot.
const isComparison = page => page.name.endsWith('-jamforelse.html');
const all = built.filter(page => !page.name.endsWith('index.html') && !isComparison(page));
const paper = folder('paper');
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

const squeeze = words => words.replace(/[\s\u00ad]+/g, '');
const lines = page => page.split('\n').map(line => line.trim()).filter(Boolean);

/** Prints a page, and takes what the print is held against from the page itself. */
async function print(url, name) {
  const pdf = join(paper, name.replaceAll('/', '-').replace(/html$/, 'pdf'));
  const page = await open(chrome, url);
  await page.pdf({ path: pdf, preferCSSPageSize: true, tagged: true, outline: true });
  const facts = await page.evaluate(() => ({
    title: document.title,
    names: [...document.querySelectorAll('.names span')].map(name => name.textContent),
    first: document.querySelector('main > :is(h2, p)')?.textContent ?? '',
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => heading.textContent),
    // Goals that are their title alone: another heading of their level or a higher one comes right after.
    bare: [...document.querySelectorAll('.goal')].filter(goal => {
      const next = goal.nextElementSibling?.tagName ?? '';
      return /^H[2-6]$/.test(next) && /^H[2-6]$/.test(goal.tagName) && next <= goal.tagName;
    }).map(goal => goal.textContent),
    captions: [...document.querySelectorAll('caption:not(.visually-hidden)')].map(caption => caption.textContent),
    heads: [...document.querySelectorAll('thead')].map(head => head.textContent),
    listed: [...document.querySelectorAll('nav a[href^="#"]')].map(link => link.textContent).pop() ?? '',
    links: [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href').slice(1)),
  }));
  // What stands beside the text is cut off by the edge of the paper.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 620, height: 900 });
  const outside = await page.evaluate(() => {
    const { left, right } = document.querySelector('main').getBoundingClientRect();
    const boxes = [...document.querySelectorAll('main :is(table, figure, pre, img, svg)')].filter(box => box.checkVisibility());
    return boxes.filter(box => box.getBoundingClientRect().left < left - 1 || box.getBoundingClientRect().right > right + 1)
      .map(box => `${box.localName} ${box.className} ${box.textContent.trim().slice(0, 60)}`);
  });
  await page.context().close();
  return { pdf, pages: text(pdf), outside, ...facts };
}

/** Whether the last lines of a page are these words and no others. */
function endsWith(body, words) {
  const wanted = squeeze(words);
  let last = '';
  for (const line of [...body].reverse()) {
    last = squeeze(line) + last;
    if (last === wanted) return true;
    if (last.length >= wanted.length) return false;
  }
  return false;
}

function looksWhole({ pages, names, first, headings, bare, captions, heads, listed }) {
  // The lines of the contents are headings too: what is looked at begins where their last line stands, which has a page of
  // its own with those before it only where they fill one.
  const start = Math.max(0, pages.findIndex(page => squeeze(page).includes(squeeze(listed))));
  assert.ok(pages.slice(start).some(page => squeeze(page).includes(squeeze(first).slice(0, 40))), 'the text follows the contents');
  const body = pages.slice(start).map(page => squeeze(page));
  for (const words of headings.slice(headings.indexOf(first))) {
    assert.ok(body.some(page => page.includes(squeeze(words))), `"${words}" is torn`);
  }
  pages.forEach((page, at) => {
    const body = lines(page);
    const foot = body.pop().replace(/\s+/g, ' ');
    assert.ok(foot.endsWith(` ${at + 1} (${pages.length})`), `page ${at + 1} has the foot "${foot}"`);
    assert.ok(names.some(name => foot.startsWith(`${name}, `)), `page ${at + 1} names the unit: "${foot}"`);
    assert.ok(body.length > 0, `page ${at + 1} is not empty`);
    // The last page may end with a heading that the author left without text, and any page with a goal without text.
    if (at <= start || at + 1 === pages.length) return;
    for (const words of [...headings.filter(words => !bare.includes(words)), ...captions, ...heads]) {
      assert.ok(!words.trim() || !endsWith(body, words), `page ${at + 1} ends with "${words}"`);
    }
  });
}

/** Nothing is cut off, and a reader knows what it is. */
function isTaggedPaper(printed) {
  assert.deepEqual(printed.outside, [], 'within the text');
  const facts = info(printed.pdf);
  assert.equal(facts.Title, printed.title);
  assert.equal(facts.Tagged, 'yes');
  assert.match(facts['Page size'], /A4/);
  assert.match(readFileSync(printed.pdf, 'latin1'), /\/Lang \(sv\)/);
}

for (const { name, url } of all) {
  test(`${name}: whole on paper`, async () => {
    const printed = await print(url, name);
    looksWhole(printed);
    isTaggedPaper(printed);
    assert.ok(lines(printed.pages[0]).length > 1);
    const names = places(printed.pdf);
    // The link past the cover is for the screen.
    const links = new Set(printed.links.filter(link => link !== 'innehall').map(decodeURIComponent));
    assert.deepEqual([...links].filter(link => !names.map(decodeURIComponent).includes(link)), [], 'every link leads to a place');
    for (const name of names) assert.ok(Buffer.byteLength(name) <= LONGEST_NAME, `${name} is too long for a reader`);
    assert.deepEqual(complaints(printed.pdf), []);
  });
}

for (const { name, url } of built.filter(isComparison)) {
  test(`${name}: whole on paper`, async () => {
    const printed = await print(url, name);
    isTaggedPaper(printed);
    printed.pages.forEach((page, at) => {
      const body = lines(page);
      assert.equal(body.pop(), `${at + 1} (${printed.pages.length})`);
      assert.ok(body.length > 0, `page ${at + 1} is not empty`);
      if (at + 1 < printed.pages.length) {
        for (const words of printed.headings) assert.ok(!endsWith(body, words), `page ${at + 1} ends with "${words}"`);
      }
    });
    assert.deepEqual(complaints(printed.pdf), []);
  });
}

test('there are comparisons to print', () => assert.ok(built.some(isComparison)));

/** The most bytes of a name in a PDF, by the specification of the format. */
const LONGEST_NAME = 127;

test('readers complain of names that are too long, as those of pages once were', async () => {
  const path = join(paper, 'long-name.html');
  const id = `kfs-mål-för-verksamhetsområdet-${'ett-långt-mål-'.repeat(6)}`;
  writeFileSync(path, `<!DOCTYPE html><html lang="sv"><title>Namn</title><p><a href="#${id}">Dit</a></p><h1 id="${id}">Rubrik</h1></html>`);
  const pdf = join(paper, 'long-name.pdf');
  const page = await open(chrome, pathToFileURL(path).href);
  await page.pdf({ path: pdf });
  await page.context().close();
  assert.ok(Buffer.byteLength(places(pdf)[0]) > LONGEST_NAME);
  assert.match(complaints(pdf).join('\n'), /pdfinfo: 0 .*name token is longer/);
});

/** A plan whose tables are longer than a page, at many different heights on it. */
function longPlan(before) {
  const place = join(folder(`long-${before}`), 'plans');
  const activities = Array.from({ length: 70 }, (_, at) => `
        - namn: Början${at} av en aktivitet som är så lång att den behöver flera rader i tabellen för att få plats, vilket prövar att ingen rad delas mellan två sidor Slutet${at}
          ansvarig: Ansvarig${at}
          start: 2026-01-01
          slut: 2026-12-31`);
  const goals = Array.from({ length: 25 }, (_, at) => `
    - titel: Mål nummer ${at} som har en rubrik på mer än en rad när den skrivs ut på ett vanligt papper i storleken A4
      förväntat_resultat: ${'Ord i en mening. '.repeat(1 + (at * (before + 7)) % 90)}
      arbetssätt: Kort.
      aktiviteter:
        - {namn: ${'Aktivitet på flera rader '.repeat(1 + at % 9)}, start: 2026-01-01, slut: 2026-12-31}${`
        - {namn: Ännu en, start: 2026-01-01, slut: 2026-12-31}`.repeat(at % 5)}`);
  const rows = Array.from({ length: 60 }, (_, at) => `
      - {namn: Post ${at}, kostnader: ${at}.5, intäkter: 0.5, netto: ${at}, förändring: 0}`);
  writeFileSync(join(folder(`long-${before}`), 'plan.yaml'), `vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {enhet: Parkenheten i Storstaden}
inledning: |
${'  Ett stycke.\n\n'.repeat(before)}
mål:
  enhetsmål:
    - titel: Parkerna är trygga
      aktiviteter:${activities.join('')}${goals.join('')}
ekonomi:
  budget:
    belopp_i: mnkr
    rader:${rows.join('')}
`);
  const out = join(paper, `long-${before}`);
  build(join(place, '..'), out);
  return pathToFileURL(join(out, 'plan.html')).href;
}

for (const before of [1, 2, 3, 5, 8, 13, 21]) {
  test(`long tables after ${before} paragraphs: heads repeated, rows whole, the total once`, async () => {
    const printed = await print(longPlan(before), `long-${before}.html`);
    looksWhole(printed);
    const flat = printed.pages.map(page => squeeze(page));
    for (let row = 0; row < 70; row++) {
      const first = flat.findIndex(page => page.includes(`Början${row}av`));
      const last = flat.findIndex(page => page.includes(`Ansvarig:Ansvarig${row}`));
      assert.ok(first > 0 && first === last, `row ${row} stands on pages ${first + 1} and ${last + 1}`);
    }
    const has = (page, words) => squeeze(page).includes(squeeze(words));
    printed.pages.forEach((page, at) => {
      if (/Början\d/.test(page)) assert.ok(has(page, 'Aktivitet Startdatum Slutdatum'), `page ${at + 1} has the head of the activities`);
      if (/Post \d/.test(page)) assert.ok(/Kostnader\s+Intäkter\s+Netto/.test(page), `page ${at + 1} has the head of the budget`);
    });
    assert.equal(printed.pages.filter(page => /^\s*Totalt\s/m.test(page)).length, 1, 'one total');
  });
}

/** A report whose activities have analyses of many lengths. */
function longReport(before) {
  const place = folder(`report-${before}`);
  const numbers = Array.from({ length: 40 }, (_, at) => at);
  writeFileSync(join(place, 'plan.yaml'), `vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {enhet: Parkenheten i Storstaden}
mål:
  enhetsmål:
    - titel: Parkerna är trygga
      aktiviteter:${numbers.map(at => `
        - {id: a${at}, namn: Rad${at} ${'på flera rader '.repeat(at % 7)}, slut: 2026-12-31}`).join('')}
`);
  writeFileSync(join(place, 'vb.yaml'), `vp: 1
dokument: verksamhetsberättelse
sammanfattande_analys: |
${'  Ett stycke.\n\n'.repeat(before)}
aktiviteter:${numbers.map(at => `
  a${at}:
    status: genomförd${at % 4 === 3 ? '' : `
    analys: |
      Orsak${at} ${'ord i en mening '.repeat(1 + (at * 5 + before) % 40)}
${`
      ${'Ännu ett stycke om saken. '.repeat(12)}
`.repeat((at * 3 + before) % 9)}`}`).join('')}
`);
  const out = join(paper, `report-${before}`);
  build(place, out);
  return pathToFileURL(join(out, 'vb.html')).href;
}

for (const before of [1, 2, 3, 5, 8, 13, 21]) {
  test(`long analyses after ${before} paragraphs: each begins on its row's page`, async () => {
    const printed = await print(longReport(before), `report-${before}.html`);
    looksWhole(printed);
    const on = word => printed.pages.findIndex(page => new RegExp(`\\b${word}\\b`).test(page));
    for (let row = 0; row < 40; row++) {
      assert.ok(on(`Rad${row}`) > 0, `row ${row} is printed`);
      if (row % 4 !== 3) assert.equal(on(`Orsak${row}`), on(`Rad${row}`), `the analysis of row ${row}`);
    }
  });
}

test('the command of the README prints the same pages', async () => {
  const { path, url, name } = all.find(page => page.name.includes('barnenheten'));
  const pdf = join(paper, 'readme.pdf');
  execFileSync(CHROMIUM, ['--headless', '--no-sandbox', '--no-pdf-header-footer', `--print-to-pdf=${pdf}`, path], { stdio: 'ignore' });
  const mine = text(pdf);
  const printed = await print(url, name);
  looksWhole({ ...printed, pages: mine });
  assert.equal(mine.length, printed.pages.length);
  assert.match(info(pdf)['Page size'], /A4/);
});

/** A contribution whose questions come at many different heights of a page, with answers that begin in different ways. */
function longContribution(before) {
  const place = folder(`contribution-${before}`);
  const begins = [
    'Ett kort stycke.',
    '> Ett citat.\n          >\n          > – Ett barn',
    '- En punkt\n          - En punkt till',
    '| Ord | Antal |\n          | --- | --: |\n          | Ett | 1 |',
    '## En rubrik\n\n          Text under rubriken.',
    '1. Först\n          2. Sedan',
  ];
  const questions = Array.from({ length: 60 }, (_, at) => `
      - fråga: Beskriv hur ni gör för att fråga nummer ${at} ska få en rubrik som är längre än en enda rad på ett vanligt papper?
        svar: |
          ${begins[at % begins.length]}

          ${'Ord i en mening. '.repeat(1 + (at * (before + 7)) % 90)}`);
  writeFileSync(join(place, 'bidrag.yaml'), `vp: 1
dokument: bidrag
år: 2026
organisation: {enhet: Parkenheten i Storstaden}
presentation: |
${'  Ett stycke.\n\n'.repeat(before)}
ordlista:
${Array.from({ length: 40 }, (_, at) => `  Begrepp ${at}: ${'Vad det betyder '.repeat(1 + at % 9)}`).join('\n')}
områden:
  - rubrik: Målgrupp
    frågor:${questions.join('')}
`);
  const out = join(paper, `contribution-${before}`);
  build(place, out);
  return pathToFileURL(join(out, 'bidrag.html')).href;
}

for (const before of [1, 4, 9, 16]) {
  test(`a contribution after ${before} paragraphs: questions stay with their answers, the glossary has its head on every page`, async () => {
    const printed = await print(longContribution(before), `contribution-${before}.html`);
    looksWhole(printed);
    printed.pages.forEach((page, at) => {
      if (/Begrepp \d/.test(page)) assert.match(page, /Begrepp\s+Betydelse/, `page ${at + 1} has the head of the glossary`);
    });
  });
}
