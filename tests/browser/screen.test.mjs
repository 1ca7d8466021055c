// The pages in a browser: accessible at every width and in print, usable with the keyboard alone.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { browser, open, pages } from './pages.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  { name: 'phone', viewport: { width: 360, height: 740 } },
  { name: 'desk', viewport: { width: 1280, height: 900 } },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'dark phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { name: 'forced colours', viewport: { width: 1280, height: 900 }, colorScheme: 'dark', forcedColors: 'active' },
  { name: 'print', viewport: { width: 794, height: 1123 }, media: 'print' },
];
const all = pages('screen');
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

async function violations(page, media) {
  await page.evaluate(axe.source);
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    // There is nothing to press on paper.
    rules: { 'target-size': { enabled: media !== 'print' } },
    resultTypes: ['violations'],
  };
  const found = await page.evaluate(options => globalThis.axe.run(document, options), options);
  return found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${fault.help}: ${node.html.slice(0, 160)}`));
}

for (const { name, url } of all) {
  test(`${name}: accessible, and no wider than its window`, async () => {
    const page = await open(chrome, url);
    for (const look of LOOKS) {
      await page.emulateMedia({ media: look.media ?? 'screen', colorScheme: look.colorScheme ?? 'light', forcedColors: look.forcedColors ?? 'none' });
      await page.setViewportSize(look.viewport);
      assert.deepEqual(await violations(page, look.media), [], look.name);
    }
    await page.emulateMedia({ media: 'screen', colorScheme: 'light', forcedColors: 'none' });
    // Folded parts are measured unfolded: tables of figures, and what is below a board.
    await page.evaluate(() => document.querySelectorAll('main details').forEach(fold => { fold.open = true; }));
    for (const width of [320, 360, 768, 900, 1060, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} wide in a window of ${width}`);
      // No word of a table is broken into letters: a cell has room for three of them at least.
      const narrow = await page.evaluate(() => [...document.querySelectorAll('main table[class] tbody :is(th, td)')]
        .filter(cell => cell.textContent.trim().length > 3 && cell.checkVisibility() && cell.getBoundingClientRect().width < 2.2 * parseFloat(getComputedStyle(cell).fontSize))
        .map(cell => cell.textContent.trim().slice(0, 40)));
      assert.deepEqual(narrow, [], `cells too narrow in a window of ${width}`);
    }
    // On a telephone with letters twice as large.
    await page.setViewportSize({ width: 320, height: 800 });
    await page.addStyleTag({ content: 'html { font-size: 212.5% !important }' });
    const large = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(large <= 320, `${large} wide in a window of 320 with large letters`);
    assert.deepEqual(page.asked, [], 'asked for nothing');
    await page.context().close();
  });

  test(`${name}: headings and links hold together`, async () => {
    const page = await open(chrome, url);
    const { levels, missing, twice, tables } = await page.evaluate(() => {
      const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
      const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
      const inPage = [...document.querySelectorAll('a[href^="#"]')].map(link => decodeURIComponent(link.hash.slice(1)));
      return {
        levels: headings.map(heading => Number(heading.localName[1])),
        missing: inPage.filter(id => !document.getElementById(id)),
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        tables: [...document.querySelectorAll('table')].map(table => ({
          caption: table.caption?.textContent ?? '',
          loose: [...table.querySelectorAll('th')].filter(head => !head.scope).length,
        })),
      };
    });
    assert.equal(levels.filter(level => level === 1).length, 1, 'one h1');
    assert.equal(levels[0], 1, 'h1 first');
    levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `level ${level} after ${levels[at - 1]}`));
    assert.deepEqual(missing, [], 'links without a target');
    assert.deepEqual(twice, [], 'ids given twice');
    const captions = tables.map(table => table.caption);
    assert.ok(captions.every(Boolean), 'every table has a caption');
    assert.equal(tables.reduce((sum, table) => sum + table.loose, 0), 0, 'every header has a scope');
    await page.context().close();
  });

  if (name.endsWith('index.html')) continue;

  test(`${name}: usable with the keyboard alone`, async () => {
    const page = await open(chrome, url);
    await page.keyboard.press('Tab');
    const skip = await page.evaluate(() => {
      const { left, top } = document.activeElement.getBoundingClientRect();
      return { skip: document.activeElement.className, seen: left >= 0 && top >= 0 };
    });
    assert.deepEqual(skip, { skip: 'skip', seen: true }, 'the skip link comes first and is seen');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'main', 'it leads to the text');

    // Round the page from the top: everything that can be used is reached, and seen to be reached.
    await page.evaluate(() => { location.hash = ''; document.activeElement.blur(); window.scrollTo(0, 0); });
    await page.reload();
    const reached = new Set();
    const count = await page.evaluate(() => {
      const isSeen = element => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
      const all = [...document.querySelectorAll('a[href], [tabindex="0"], summary')].filter(isSeen);
      all.forEach((element, at) => { element.dataset.stop = at; });
      return all.length;
    });
    for (let at = 0; at < count; at++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return { stop: document.activeElement.dataset.stop, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
      });
      assert.ok(here.ring, `focus is seen at stop ${here.stop}`);
      reached.add(here.stop);
    }
    assert.equal(reached.size, count, 'every link is reached');

    // Each line of the contents leads to its heading, and the next stop is below it.
    for (const link of await page.locator('.contents a').all()) {
      await link.focus();
      await page.keyboard.press('Enter');
      const there = await page.evaluate(() => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const { top } = target.getBoundingClientRect();
        return { hash: decodeURIComponent(location.hash), seen: top >= 0 && top < innerHeight };
      });
      assert.equal(there.hash, decodeURIComponent(await link.getAttribute('href')));
      assert.ok(there.seen, `${there.hash} is in the window`);
      await page.keyboard.press('Tab');
      const below = await page.evaluate(() => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const isBelow = element => Boolean(target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
        const first = [...document.querySelectorAll('[data-stop]')].find(isBelow);
        // Below the last stop the browser begins again at the top.
        return !first || document.activeElement === first;
      });
      assert.ok(below, `after ${there.hash} the next stop is below it`);
    }
    await page.context().close();
  });
}
