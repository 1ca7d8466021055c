// The form before a report: filled in by keyboard alone, accessible in every state, saved and taken in, and short on paper.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { binary, browser, folder, here, info, open, root, text } from './pages.mjs';

const out = folder('forms');
const validator = new HtmlValidate(new FileSystemConfigLoader());
const FORMS = [
  { name: 'a year with two reports before it', workspace: 'plans', plan: '2024/hagersten-alvsjo/familjeenheten/plan.yaml', period: 'VB', unit: 'Familjeenheten', pages: 4 },
  { name: 'a group', workspace: 'plans', plan: '2025/hagersten-alvsjo/barnenheten/plan.yaml', period: 'T1', who: 'Mottagningsgruppen', unit: 'Barnenheten', pages: 1 },
  { name: 'another steering model', workspace: 'examples/annan-kommun', plan: 'planer/2026/kultur/badhuset/plan.yaml', period: 'bokslut', unit: 'badhuset', pages: 2 },
  { name: 'all that can be printed', workspace: 'tests/browser/prov', plan: 'enhet/plan.yaml', period: 'VB', unit: '', pages: 4 },
  // Twenty-three goals and fourteen activities.
  { name: 'a large unit', workspace: 'plans', plan: '2025/hagersten-alvsjo/barnenheten/plan.yaml', period: 'T1', unit: 'Barnenheten', pages: 4, without: 't1.yaml' },
];
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

function vp(copy, ...words) {
  return spawnSync(binary, words, { cwd: copy, encoding: 'utf8', env: { ...process.env, VP_LANG: 'sv' } });
}

/** Makes a form in a copy of its workspace. */
function make({ workspace, plan, period, who, without }, at) {
  const copy = join(out, String(at), workspace);
  cpSync(join(root, workspace), copy, { recursive: true });
  if (without) rmSync(join(copy, dirname(plan), without));
  const run = vp(copy, 'new', 'follow-up', '--format', 'html', '--period', period, ...(who ? ['--for', who] : []), plan);
  assert.equal(run.status, 0, run.stderr);
  const form = join(copy, run.stdout.split('\n')[0]);
  assert.ok(existsSync(form), form);
  return { copy, form };
}

/** What axe finds in a page as it is now, but for `without`. */
async function violations(page, ...without) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(without => globalThis.axe.run(document, {
    rules: Object.fromEntries(without.map(rule => [rule, { enabled: false }])),
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    resultTypes: ['violations'],
  }), without);
  return found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 160)}`));
}

/** The control with a label within the group of a name. */
const control = (page, group, label) => page.getByRole('group', { name: group }).getByLabel(label, { exact: false }).first();

for (const [at, facts] of FORMS.entries()) {
  test(`${facts.name}: a form to write on`, async () => {
    const { form } = make(facts, at);
    const html = readFileSync(form, 'utf8');
    const report = await validator.validateString(html, join(here, 'page.html'));
    const faults = report.results.flatMap(result => result.messages);
    assert.deepEqual(faults.map(fault => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`), []);
    // One script, named by its hash, and nothing that is fetched.
    assert.equal(html.match(/<script\b/g).length, 1);
    assert.doesNotMatch(html, /<(link(?! rel="icon" href="data:)|iframe|object|embed)\b/);

    const page = await open(chrome, pathToFileURL(form).href);
    assert.ok(await page.getByRole('button', { name: 'Spara svaren' }).isVisible(), 'the script runs under its policy');
    for (const look of [{ media: 'screen', width: 360 }, { media: 'screen', width: 1280 }, { media: 'print', width: 794 }]) {
      await page.emulateMedia({ media: look.media });
      await page.setViewportSize({ width: look.width, height: 900 });
      // Nobody points at paper.
      assert.deepEqual(await violations(page, ...(look.media === 'print' ? ['target-size'] : [])), [], look.media);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= look.width, `${wide} wide in a window of ${look.width}`);
    }
    // Every control has a name of its own kind, and every group says what it is about.
    const unnamed = await page.evaluate(() => [...document.querySelectorAll('input, select, textarea')]
      .filter(it => !it.labels?.[0]?.textContent.trim() || !it.closest('fieldset, .last')).map(it => it.outerHTML.slice(0, 120)));
    assert.deepEqual(unnamed, []);

    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 688, height: 900 });
    const { heads, rooms, boxes } = await page.evaluate(() => {
      const isShown = it => it.getClientRects().length > 0;
      return {
        heads: [...document.querySelectorAll('h2, .item:not(.statement *) > legend')].filter(isShown).map(head => head.textContent),
        rooms: [...document.querySelectorAll('textarea, input')].filter(isShown).map(room => ({ height: room.getBoundingClientRect().height, border: getComputedStyle(room).borderBottomStyle })),
        boxes: [...document.querySelectorAll('.field.word')].every(word => isShown(word.querySelector('.choices')) !== isShown(word.querySelector('select'))),
      };
    });
    // Drawn with borders, which print where backgrounds do not.
    assert.ok(rooms.length > 0 && rooms.every(room => room.height >= 26 && room.border === 'solid'), 'lines 7 mm high or more');
    assert.ok(boxes, 'boxes to tick, or the word that is chosen');
    const pdf = join(out, `${at}.pdf`);
    await page.pdf({ path: pdf, preferCSSPageSize: true, tagged: true });
    await page.context().close();
    assert.match(info(pdf)['Page size'], /A4/);
    const pages = text(pdf);
    assert.ok(pages.length <= facts.pages, `${pages.length} pages`);
    const squeeze = words => words.replace(/[\s\u00ad]+/g, '');
    for (const head of heads) assert.ok(pages.some(words => squeeze(words).includes(squeeze(head).slice(0, 60))), `"${head}" is torn`);
    pages.forEach((words, number) => {
      assert.ok(words.includes(`Sida ${number + 1} (${pages.length})`), `page ${number + 1} has its number`);
      assert.ok(words.match(/Uppföljningsdokument mål|Underlag för uppföljning/), `page ${number + 1} says what it is`);
      assert.ok(words.toLowerCase().includes(facts.unit.toLowerCase()), `page ${number + 1} says whose it is`);
      const last = squeeze(words.trimEnd().split('\n').slice(-2).join(''));
      for (const head of heads) assert.ok(!last.endsWith(squeeze(head)), `page ${number + 1} ends with "${head}"`);
    });
  });
}

const GROUP = FORMS[1];
const OUTCOME = 'Periodens utfall';

test('filled in by keyboard alone, saved, taken in by vp fill, and the follow-up is sound', async () => {
  const { copy, form } = make(GROUP, 'keys');
  const page = await open(chrome, pathToFileURL(form).href);
  const until = async (isThere, most = 60) => {
    for (let step = 0; step < most; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(isThere)) return;
    }
    assert.fail(`not reached: ${isThere}`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await until(() => document.activeElement.matches('[data-kind="goal"] select'));
  await page.keyboard.type('Uppfylls d');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Fler möts tidigt.\n\nMen inte alla.');
  // What is wrong is told by a summary that has the focus, and whose links lead to the control.
  await until(() => document.activeElement.matches('[data-kind="indicator"] [data-key="utfall"]'));
  await page.keyboard.type('ganska bra');
  await until(() => document.activeElement.matches('[data-kind="activity"] select, #by'));
  await until(() => document.activeElement.id === 'on');
  // The parts of a day come in the order of the browser's own language.
  await page.keyboard.type('05042025');
  await until(() => document.activeElement.id === 'save');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'faults');
  assert.match(await page.title(), /^Fel: /);
  assert.deepEqual(await violations(page), [], 'with faults');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'utfall');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-invalid')), 'true');
  const described = await page.evaluate(() => document.activeElement.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).textContent).join(' '));
  assert.match(described, /Fel: Skriv ett tal med decimalkomma/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('86,5');
  await until(() => document.activeElement.id === 'save');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(download.suggestedFilename(), 'barnenheten-t1-mottagningsgruppen-2025-svar.json');
  const answers = join(out, 'keys', 'svar.json');
  await download.saveAs(answers);
  assert.doesNotMatch(await page.title(), /^Fel/);
  assert.match(await page.locator('#saved').textContent(), /barnenheten-t1-mottagningsgruppen-2025-svar\.json/);
  assert.deepEqual(await violations(page), [], 'saved');
  assert.deepEqual(page.asked.filter(address => !address.startsWith('blob:')), []);
  await page.context().close();

  const told = JSON.parse(readFileSync(answers, 'utf8'));
  assert.equal(told.vp_answers, 1);
  assert.equal(told.filled_in.on, '2025-05-04');
  assert.deepEqual(told.answers.map(answer => answer.kind).sort(), ['goal', 'indicator']);
  const before = readFileSync(join(copy, dirname(GROUP.plan), 't1.yaml'), 'utf8');
  const shown = vp(copy, 'fill', answers, '--diff');
  // What the report has already and the form had too may be changed; nothing of it is lost.
  assert.equal(shown.status, 1, shown.stderr);
  const run = vp(copy, 'fill', answers);
  assert.equal(run.status, 0, run.stderr);
  const follow = readFileSync(join(copy, dirname(GROUP.plan), 't1.yaml'), 'utf8');
  assert.notEqual(follow, before);
  assert.match(follow, /utfall: 86,5 %/);
  const check = vp(copy, 'check', '--strict', join(dirname(GROUP.plan), 't1.yaml'));
  assert.equal(check.status, 0, check.stdout);
});

test('a draft is kept, found again, and taken away; without a store it is said', async () => {
  const { form } = make(GROUP, 'draft');
  const url = pathToFileURL(form).href;
  const page = await open(chrome, url);
  const analysis = page.locator('[data-kind="indicator"] textarea').first();
  const was = await analysis.inputValue();
  await analysis.fill('Ett utkast.');
  await page.locator('#draft').filter({ hasText: 'utkast i den här webbläsaren' }).waitFor();
  await page.waitForTimeout(400);
  await page.reload();
  assert.equal(await page.locator('[data-kind="indicator"] textarea').first().inputValue(), 'Ett utkast.');
  assert.match(await page.locator('#draft').textContent(), /Ditt utkast är hämtat/);
  assert.deepEqual(await violations(page), [], 'restored');
  page.once('dialog', dialog => dialog.accept());
  await page.getByRole('button', { name: 'Ta bort det ifyllda' }).click();
  assert.equal(await page.locator('[data-kind="indicator"] textarea').first().inputValue(), was);
  await page.reload();
  assert.equal(await page.locator('[data-kind="indicator"] textarea').first().inputValue(), was);
  await page.context().close();

  const refused = await open(chrome, 'about:blank');
  await refused.unroute('**/*');
  await refused.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  await refused.goto(url);
  assert.match(await refused.locator('#draft').textContent(), /sparar inget utkast/);
  await refused.locator('[data-kind="indicator"] textarea').first().fill('Finns kvar att spara.');
  const [download] = await Promise.all([refused.waitForEvent('download'), refused.getByRole('button', { name: 'Spara svaren' }).click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /Finns kvar att spara/);
  await refused.context().close();
});

test('without scripts the form is filled in, told what to do with, and printed with what is in it', async () => {
  const { form } = make({ ...GROUP, who: undefined, without: 't1.yaml' }, 'bare');
  const page = await open(chrome, pathToFileURL(form).href, { javaScriptEnabled: false });
  assert.ok(await page.locator('noscript p').isVisible());
  assert.equal(await page.getByRole('button').count(), 0, 'no button that does nothing');
  const first = control(page, /Indikator/, OUTCOME);
  await first.fill('91,5');
  await page.locator('[data-kind="goal"] select').first().selectOption({ label: 'Uppfylls delvis' });
  await page.locator('[data-kind="goal"] textarea').first().fill('Handskriven är den inte.\n'.repeat(8));
  // What a browser knows by itself still holds.
  await first.fill('bra');
  await first.blur();
  assert.ok(await first.evaluate(it => it.validity.patternMismatch).catch(() => true));
  await first.fill('91,5');
  // Enter neither sends nor loses anything.
  await first.focus();
  await page.keyboard.press('Enter');
  assert.equal(await first.inputValue(), '91,5');
  const pdf = join(out, 'bare.pdf');
  await page.emulateMedia({ media: 'print' });
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const words = text(pdf).join('\n');
  assert.match(words, /Uppfylls delvis/);
  assert.equal(words.match(/Handskriven är den inte/g)?.length, 8);
  await page.context().close();
});

test('sixty indicators are filled in without scripts, and stand on paper', async () => {
  const copy = join(out, 'sixty');
  mkdirSync(copy, { recursive: true });
  const indicators = Array.from({ length: 60 }, (_, at) => `        - {id: m${at + 1}, namn: Mått nummer ${at + 1}, årsmål: 90 %, riktning: högre, periodicitet: Tertial}`);
  writeFileSync(join(copy, 'plan.yaml'), [
    'vp: 1', 'dokument: verksamhetsplan', 'år: 2026', 'organisation: {kommun: Staden, enhet: Norr}', 'mål:', '  enhetsmål:',
    '    - id: svar', '      titel: Alla får svar', '      indikatorer:', ...indicators, '',
  ].join('\n'));
  const made = vp(copy, 'new', 'follow-up', '-f', 'html', '--period', 'T1', 'plan.yaml');
  assert.equal(made.status, 0, made.stderr);
  const page = await open(chrome, pathToFileURL(join(copy, 't1-formulär.html')).href, { javaScriptEnabled: false });
  const outcomes = page.locator('[data-kind="indicator"] [data-key="utfall"]');
  assert.equal(await outcomes.count(), 60);
  await outcomes.first().focus();
  for (let at = 1; at <= 60; at += 1) {
    await page.keyboard.type(`${at},5`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(await outcomes.evaluateAll(all => all.map(it => it.value)), Array.from({ length: 60 }, (_, at) => `${at + 1},5`));
  const pdf = join(out, 'sixty.pdf');
  await page.emulateMedia({ media: 'print' });
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const words = text(pdf).join('\n');
  for (const at of [1, 30, 60]) assert.match(words, new RegExp(`Mått nummer ${at}\\b[^]*?\\b${at},5`));
  await page.context().close();
});

test('every look: dark, forced colours, and 320 px with text twice as large', async () => {
  const { form } = make(GROUP, 'looks');
  const url = pathToFileURL(form).href;
  for (const options of [{ colorScheme: 'dark' }, { forcedColors: 'active' }, { colorScheme: 'dark', reducedMotion: 'reduce' }]) {
    const page = await open(chrome, url, options);
    await page.locator('[data-kind="indicator"] [data-key="utfall"]').first().fill('dåligt');
    await page.getByRole('button', { name: 'Spara svaren' }).click();
    assert.deepEqual(await violations(page), [], JSON.stringify(options));
    await page.context().close();
  }
  const small = await open(chrome, url, { viewport: { width: 320, height: 700 } });
  await small.addStyleTag({ content: 'html { font-size: 200% !important; }' }).catch(() => {});
  await small.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  const wide = await small.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide} wide`);
  assert.deepEqual(await violations(small), []);
  await small.context().close();
});

test('the accessibility tree says of each control what it asks for and of what', async () => {
  const { form } = make(GROUP, 'tree');
  const page = await open(chrome, pathToFileURL(form).href);
  const tree = await page.locator('main').ariaSnapshot();
  for (const words of [/group "Indikator: [^"]+"/, /textbox "Periodens utfall/, /group "Aktivitet: [^"]+"/, /combobox "Läget/, /combobox "Bedömning/, /button "Spara svaren"/, /textbox "Analys"/]) {
    assert.match(tree, words);
  }
  // A target and what was reported before stand in the group, before its controls.
  assert.match(tree, /Årsmål/);
  await page.context().close();
});
