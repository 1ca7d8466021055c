// The form to fill in before a report: valid, accessible, and with room to write on when printed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { binary, browser, folder, here, info, open, root, text } from './pages.mjs';

const out = folder('forms');
const validator = new HtmlValidate(new FileSystemConfigLoader());
const FORMS = [
  { name: 'a year with two reports before it', workspace: 'plans', plan: '2024/hagersten-alvsjo/familjeenheten/plan.yaml', period: 'VB', unit: 'Familjeenheten' },
  { name: 'a group', workspace: 'plans', plan: '2025/hagersten-alvsjo/barnenheten/plan.yaml', period: 'T1', who: 'Mottagningsgruppen', unit: 'Barnenheten' },
  { name: 'another steering model', workspace: 'examples/annan-kommun', plan: 'planer/2026/kultur/badhuset/plan.yaml', period: 'bokslut', unit: 'badhuset' },
  { name: 'all that can be printed', workspace: 'tests/browser/prov', plan: 'enhet/plan.yaml', period: 'VB', unit: '' },
];
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

/** Makes a form in a copy of its workspace. */
function make({ workspace, plan, period, who }, at) {
  const copy = join(out, String(at), workspace);
  cpSync(join(root, workspace), copy, { recursive: true });
  const path = join(copy, plan);
  const part = who ? ['--for', who] : [];
  const run = spawnSync(binary, ['new', 'follow-up', '--format', 'html', '--period', period, ...part, path], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const name = [period, ...(who ? [who] : [])].join('-').toLowerCase();
  const form = join(dirname(path), `${name}-formulär.html`);
  assert.ok(existsSync(form), form);
  return form;
}

for (const [at, facts] of FORMS.entries()) {
  test(`${facts.name}: a form to write on`, async () => {
    const form = make(facts, at);
    const html = readFileSync(form, 'utf8');
    const report = await validator.validateString(html, join(here, 'page.html'));
    const faults = report.results.flatMap(result => result.messages);
    assert.deepEqual(faults.map(fault => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`), []);
    assert.doesNotMatch(html, /<(script|link(?! rel="icon" href="data:)|iframe|object|embed)\b/);

    const page = await open(chrome, pathToFileURL(form).href);
    await page.evaluate(axe.source);
    for (const look of [{ media: 'screen', width: 360 }, { media: 'screen', width: 1280 }, { media: 'print', width: 794 }]) {
      await page.emulateMedia({ media: look.media });
      await page.setViewportSize({ width: look.width, height: 900 });
      const found = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        resultTypes: ['violations'],
      }));
      assert.deepEqual(found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 160)}`)), [], look.media);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= look.width, `${wide} wide in a window of ${look.width}`);
    }

    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 643, height: 900 });
    const { heads, lines, goals } = await page.evaluate(() => ({
      heads: [...document.querySelectorAll('h2, h3, caption:not(.visually-hidden), .ask')].map(head => head.textContent),
      // Drawn with borders, which print where backgrounds do not.
      lines: [...document.querySelectorAll('.lines > div')].map(line => ({ height: line.getBoundingClientRect().height, border: getComputedStyle(line).borderBottomStyle })),
      goals: [...document.querySelectorAll('.goal')].map(goal => goal.querySelectorAll('.lines, .blank').length),
    }));
    assert.ok(goals.length > 0 && goals.every(room => room > 0), 'room to write on for every goal');
    assert.ok(lines.length > 0 && lines.every(line => line.height >= 28), 'lines 8 mm apart');
    assert.ok(lines.filter(line => line.border === 'solid').length >= lines.length / 2);
    const pdf = join(out, `${at}.pdf`);
    await page.pdf({ path: pdf, preferCSSPageSize: true, tagged: true });
    await page.context().close();
    assert.match(info(pdf)['Page size'], /A4/);
    const pages = text(pdf);
    const squeeze = words => words.replace(/[\s\u00ad]+/g, '');
    for (const head of heads) assert.ok(pages.some(words => squeeze(words).includes(squeeze(head))), `"${head}" is torn`);
    pages.forEach((words, number) => {
      assert.ok(words.includes(`Sida ${number + 1} (${pages.length})`), `page ${number + 1} has its number`);
      assert.ok(words.match(/Uppföljningsdokument mål|Underlag för uppföljning/), `page ${number + 1} says what it is`);
      assert.ok(words.toLowerCase().includes(facts.unit.toLowerCase()), `page ${number + 1} says whose it is`);
      const last = squeeze(words.trimEnd().split('\n').slice(-4).join(''));
      // A table without any row, and a heading without anything below it, would stand last.
      assert.ok(!last.endsWith('Periodensutfall'), `page ${number + 1} ends with the head of a table`);
      for (const head of heads) assert.ok(!squeeze(head) || head === 'Analys' || !last.endsWith(squeeze(head)) || head.startsWith('Hur'), `page ${number + 1} ends with "${head}"`);
    });
  });
}
