// The comparison of two years: valid, accessible, side by side where there is room, and marked by more than colour.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { binary, browser, folder, here, info, open, root, text } from './pages.mjs';

const out = folder('diff');
const validator = new HtmlValidate(new FileSystemConfigLoader());
const barnenheten = ['plans/2024/hagersten-alvsjo/familjeenheten/plan.yaml', 'plans/2025/hagersten-alvsjo/barnenheten/plan.yaml'];
const COMPARISONS = [
  { name: 'two years of a unit', arguments: barnenheten },
  { name: 'two years of a unit, with all words', arguments: [...barnenheten, '--text'] },
  { name: 'two years of all plans, in English', arguments: ['plans/2020', 'plans/2022', '--lang', 'en'] },
  { name: 'two plans without a difference', arguments: [barnenheten[1], barnenheten[1]] },
];
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

function make(facts, at) {
  const run = spawnSync(binary, ['diff', ...facts.arguments, '--format', 'html'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr);
  const path = join(out, `${at}.html`);
  writeFileSync(path, run.stdout);
  return { path, html: run.stdout, url: pathToFileURL(path).href };
}

for (const [at, facts] of COMPARISONS.entries()) {
  test(`${facts.name}: a page for everybody`, async () => {
    const { html, url } = make(facts, at);
    const report = await validator.validateString(html, join(here, 'page.html'));
    const faults = report.results.flatMap(result => result.messages);
    assert.deepEqual(faults.map(fault => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`), []);
    assert.doesNotMatch(html, /<(script|link(?! rel="icon" href="data:)|iframe|object|embed)\b/);

    const page = await open(chrome, url);
    await page.evaluate(axe.source);
    for (const look of [{ media: 'screen', width: 360 }, { media: 'screen', width: 1280 }, { media: 'screen', width: 1280, colorScheme: 'dark' }, { media: 'print', width: 794 }]) {
      await page.emulateMedia({ media: look.media, colorScheme: look.colorScheme ?? 'light' });
      await page.setViewportSize({ width: look.width, height: 900 });
      const found = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        resultTypes: ['violations'],
      }));
      assert.deepEqual(found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 160)}`)), [], look.media);
    }
    await page.emulateMedia({ media: 'screen' });
    for (const width of [320, 360, 768, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} wide in a window of ${width}`);
    }
    const { levels, missing, twice } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
      return {
        levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.localName[1])),
        missing: [...document.querySelectorAll('a[href^="#"]')].filter(link => !document.getElementById(link.hash.slice(1))).length,
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
      };
    });
    assert.equal(levels.filter(level => level === 1).length, 1, 'one h1');
    levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `level ${level} after ${levels[at - 1]}`));
    assert.equal(missing, 0, 'links without a target');
    assert.deepEqual(twice, [], 'ids given twice');
    assert.deepEqual(page.asked, [], 'asked for nothing');
    await page.context().close();
  });
}

test('before and now stand side by side where there is room, else under each other', async () => {
  const page = await open(chrome, make(COMPARISONS[0], 'sides').url);
  const places = () => page.evaluate(() => {
    const cells = [...document.querySelectorAll('tr.title td')].slice(0, 2).map(cell => cell.getBoundingClientRect());
    return { beside: cells[1].left >= cells[0].right, below: cells[1].top >= cells[0].bottom };
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(await places(), { beside: true, below: false });
  await page.setViewportSize({ width: 360, height: 740 });
  assert.deepEqual(await places(), { beside: false, below: true });
  const marks = await page.evaluate(() => ['del', 'ins'].map(name => getComputedStyle(document.querySelector(name)).textDecorationLine));
  assert.deepEqual(marks, ['line-through', 'underline']);
  const alert = await page.evaluate(() => getComputedStyle(document.querySelector('tr.alert .mark'), '::before').content);
  assert.match(alert, /!/);
  await page.context().close();
});

test('it prints on A4, every plan and goal with its heading', async () => {
  const { url } = make(COMPARISONS[1], 'paper');
  const page = await open(chrome, url);
  const pdf = join(out, 'paper.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const headings = await page.evaluate(() => [...document.querySelectorAll('h2, h3')].map(heading => heading.textContent));
  await page.context().close();
  assert.match(info(pdf)['Page size'], /A4/);
  const squeeze = words => words.replace(/[\s\u00ad-]+/g, '');
  const pages = text(pdf).map(squeeze);
  for (const words of headings) assert.ok(pages.some(page => page.includes(squeeze(words))), `"${words}" is torn`);
  pages.forEach((page, at) => assert.ok(page.endsWith(`${at + 1}(${pages.length})`), `page ${at + 1} has its number`));
  // No heading is the last thing on a page.
  for (const words of headings) {
    const end = new RegExp(`${squeeze(words).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\d+\\(\\d+\\)$`);
    assert.ok(!pages.slice(0, -1).some(page => end.test(page)), `"${words}" is alone at the foot`);
  }
});
