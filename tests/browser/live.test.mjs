// A form that is open at vp serve: what is filled in is written at once, what changed meanwhile is told and not written over, and the
// page of the report stands beside it and follows, while whoever writes is never disturbed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { after, afterEach, before, beforeEach } from 'node:test';
import axe from 'axe-core';
import { binary, browser, folder } from './pages.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  { name: 'phone', viewport: { width: 320, height: 700 } },
  { name: 'desk', viewport: { width: 1280, height: 900 } },
  { name: 'dark', viewport: { width: 1600, height: 1000 }, colorScheme: 'dark' },
  { name: 'forced colours', viewport: { width: 1280, height: 900 }, colorScheme: 'dark', forcedColors: 'active' },
];
const PLAN = `vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {kommun: Staden, enhet: Norr}
mål:
  enhetsmål:
    - titel: Alla får svar
      id: svar
      förväntat_resultat: Svaren kommer.
      arbetssätt: Så.
      resursanvändning: Lite.
      uppföljning: I maj.
      indikatorer:
        - {id: tid, namn: Svar i tid, årsmål: 90 %, riktning: högre, periodicitet: Tertial, källa: Diariet, beskrivning: Andelen svar i tid}
      aktiviteter:
        - {id: lots, namn: Öppna en lots, start: 2026-01-01, slut: 2026-12-31}
`;
const REPORT = `# Norrs första tertial
vp: 1
dokument: tertialrapport
period: T1
sammanfattande_analys:
indikatorer:
  tid: {utfall: 80 %}  # ur diariet
aktiviteter:
  lots:
    status: pågår
`;
const FILE = 'norr/t1.yaml';
const FORM = '.vp/form/norr/plan/t1';
let chrome, workspace, address, served, page, faults;
const path = name => join(workspace, 'plans', name);
const read = name => readFileSync(path(name), 'utf8');
const write = (name, text) => {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
};

before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

async function serve(...options) {
  served = spawn(binary, ['serve', ...options], { cwd: workspace, stdio: ['ignore', 'pipe', 'ignore'] });
  served.stdout.setEncoding('utf8');
  for await (const line of served.stdout) return line.trim();
  throw new Error('vp serve says no address');
}

/** A window with the form open. */
async function open(context) {
  const made = await context.newPage();
  made.on('pageerror', error => faults.push(String(error)));
  await made.goto(address + FORM);
  await made.locator('.vp-bar .state').waitFor();
  return made;
}

beforeEach(async () => {
  workspace = folder('live');
  write('norr/plan.yaml', PLAN);
  write(FILE, REPORT);
  writeFileSync(join(workspace, 'vp.yaml'), 'vp: 1\nspråk: sv\n');
  faults = [];
  address = await serve();
  page = await open(await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE' }));
});

afterEach(async () => {
  await page.context().close();
  served?.kill('SIGINT');
  assert.deepEqual(faults, [], 'the scripts have no faults');
});

const field = (kind, key, of = page) => of.locator(`[data-kind="${kind}"] [data-key="${key}"]`);
const says = (words, of = page) => of.waitForFunction(words => document.querySelector('.vp-bar .state').textContent.includes(words), words);
const noted = (words, of = page) => of.locator('.vp-note', { hasText: words }).waitFor();
const frame = () => page.frameLocator('#vp-page iframe');
const until = async is => {
  for (let at = 0; at < 100; at += 1) {
    if (await is()) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`never: ${is}`);
};

async function accessible(name) {
  await page.evaluate(axe.source);
  const size = page.viewportSize();
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
  await page.setViewportSize(size);
}

test('what is filled in by keyboard alone is in the file and on the page beside, and the focus stays', async () => {
  await says('Svaren skrivs i plans/norr/t1.yaml');
  await accessible('open');
  const reach = async is => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(is)) return;
    }
    assert.fail(`not reached: ${is}`);
  };
  await reach(() => document.activeElement.matches('[data-kind="activity"] select'));
  await page.keyboard.press('f');
  await page.keyboard.press('Tab');
  await until(() => read(FILE).includes('status: försenad'));
  await page.keyboard.type('Lokalen dröjer');
  // Without leaving the field, after a pause.
  await until(() => read(FILE).includes('avvikelse: Lokalen dröjer'));
  await says('Skrivet i plans/norr/t1.yaml ');
  assert.match(await page.locator('.vp-bar .state').textContent(), / \d\d:\d\d$/);
  await frame().getByText('Lokalen dröjer').first().waitFor();
  const at = await page.evaluate(() => ({ key: document.activeElement.dataset.key, end: document.activeElement.selectionStart }));
  assert.deepEqual(at, { key: 'avvikelse', end: 'Lokalen dröjer'.length });
  await page.keyboard.type(' till hösten');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Kön är lång.');
  await until(() => read(FILE).includes('avvikelse: Lokalen dröjer till hösten') && read(FILE).includes('analys: Kön är lång.'));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'analys');
  // All else of the file is as it was.
  const rest = read(FILE).split('\n').filter(line => !/avvikelse|analys: Kön/.test(line)).join('\n');
  assert.equal(rest, REPORT.replace('pågår', 'försenad'));
  await accessible('written');
  const tree = await page.locator('body').ariaSnapshot();
  for (const words of [/status: Skrivet i plans\/norr\/t1\.yaml/, /complementary "Rapporten"/, /link "Alla formulär"/, /textbox "Periodens utfall/, /group "Aktivitet: Öppna en lots"/]) assert.match(tree, words);
});

test('the first answer makes the file, and the page beside comes to be', async () => {
  rmSync(path(FILE));
  await says('plans/norr/t1.yaml finns inte längre.');
  await accessible('gone');
  await page.reload();
  await says('Det första svaret gör uppföljningens fil.');
  await frame().getByText('Rapporten är inte påbörjad.').first().waitFor();
  assert.equal(await frame().getByText('Sidan finns inte.').count(), 0);
  await field('indicator', 'utfall').fill('91,5');
  await field('indicator', 'utfall').blur();
  await until(() => { try { return read(FILE).includes('utfall: 91,5 %'); } catch { return false; } });
  await frame().getByText('91,5 %').first().waitFor();
});

test('what an editor changed is shown in what nobody has touched, and refused where somebody has', async () => {
  const outcome = field('indicator', 'utfall');
  await outcome.fill('91,5');
  write(FILE, REPORT.replace('80 %', '85 %').replace('pågår', 'genomförd'));
  // Untouched, and without the focus.
  await page.waitForFunction(() => document.querySelector('[data-kind="activity"] select').value === 'genomförd');
  await outcome.blur();
  await noted('I filen står nu: 85');
  await says('Allt är inte skrivet');
  assert.equal(await outcome.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator('#faults').textContent(), /Svar i tid: Filen har ändrats, så svaret är inte skrivet/);
  assert.match(read(FILE), /utfall: 85 %/);
  await accessible('refused');
  // The rest is still written.
  await field('activity', 'avvikelse').fill('Inget.');
  await field('activity', 'avvikelse').blur();
  await until(() => read(FILE).includes('avvikelse: Inget.'));
  await page.getByRole('button', { name: 'Ta filens' }).click();
  assert.equal(await outcome.inputValue(), '85');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'utfall');
  assert.equal(await page.locator('.vp-note').count(), 0);
  await outcome.fill('92');
  write(FILE, read(FILE).replace('85 %', '86 %'));
  await outcome.blur();
  await noted('I filen står nu: 86');
  await page.getByRole('button', { name: 'Skriv mitt' }).click();
  await until(() => read(FILE).includes('utfall: 92 %'));
  assert.equal(await outcome.getAttribute('aria-invalid'), null);
  assert.equal(await page.locator('#faults').isVisible(), false);
});

test('of two windows the second sees what the first wrote, and is refused where both wrote', async () => {
  const other = await open(page.context());
  await field('report', 'sammanfattande_analys').fill('Den ena.');
  await field('report', 'sammanfattande_analys', other).fill('Den andra.');
  await field('report', 'sammanfattande_analys').blur();
  await until(() => read(FILE).includes('Den ena.'));
  await field('report', 'sammanfattande_analys', other).blur();
  await noted('Ditt svar: Den andra.', other);
  assert.match(read(FILE), /sammanfattande_analys: Den ena\./);
  await field('indicator', 'utfall').fill('70');
  await field('indicator', 'utfall').blur();
  await other.waitForFunction(() => document.querySelector('[data-kind="indicator"] [data-key="utfall"]').value === '70');
  assert.equal(await field('report', 'sammanfattande_analys', other).inputValue(), 'Den andra.');
});

test('what is no answer is said at its field, and the focus is not taken', async () => {
  const outcome = field('indicator', 'utfall');
  await outcome.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('ganska bra');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('[aria-invalid="true"]')?.dataset.key === 'utfall');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'analys');
  assert.match(await page.locator('#faults').textContent(), /Skriv ett tal med decimalkomma/);
  await accessible('wrong');
  // What only the server knows: more than there can be.
  await outcome.fill('0,5');
  await outcome.blur();
  await page.waitForFunction(() => document.querySelector('.fault:not([hidden])')?.textContent.includes('utfall'));
  assert.equal(read(FILE), REPORT);
  await outcome.fill('');
  await outcome.blur();
  await noted('Ett tomt fält ändrar inget. I filen står: 80');
  await page.getByRole('button', { name: 'Visa det igen' }).click();
  assert.equal(await outcome.inputValue(), '80');
  assert.equal(read(FILE), REPORT);
});

test('a reworded plan is told, the answer can hold all the same, and the form is shown anew with what was filled in', async () => {
  await field('indicator', 'utfall').fill('91,5');
  write('norr/plan.yaml', PLAN.replace('årsmål: 90 %', 'årsmål: 95 %'));
  await field('indicator', 'utfall').blur();
  await noted('årsmålet var 90 % och är 95 %');
  await accessible('reworded');
  await page.locator('.vp-bar').getByRole('button', { name: 'Visa formuläret på nytt' }).count();
  await page.locator('.vp-note').getByRole('button', { name: 'Visa formuläret på nytt' }).click();
  await page.getByText('95 %').first().waitFor();
  // The draft is based on what the file still says: it is written.
  await until(() => read(FILE).includes('utfall: 91.5 %'));
  write('norr/plan.yaml', PLAN.replace('årsmål: 90 %', 'årsmål: 97 %'));
  await field('indicator', 'utfall').fill('93');
  await field('indicator', 'utfall').blur();
  await page.getByRole('button', { name: 'Svaret gäller ändå' }).click();
  await until(() => read(FILE).includes('utfall: 93 %'));
});

test('without contact and with a broken or removed file all stays in the browser, and is written later', async () => {
  write(FILE, `${REPORT}mål: [\n`);
  await field('report', 'sammanfattande_analys').fill('Trots allt.');
  await field('report', 'sammanfattande_analys').blur();
  await says('går inte att läsa just nu');
  await accessible('broken');
  write(FILE, REPORT);
  await until(() => read(FILE).includes('sammanfattande_analys: Trots allt.'));
  rmSync(path(FILE));
  await field('activity', 'avvikelse').fill('Borta.');
  await field('activity', 'avvikelse').blur();
  await says('finns inte längre');
  await page.getByRole('button', { name: 'Gör filen på nytt' }).click();
  await until(() => { try { return /avvikelse: Borta\.[^]*/.test(read(FILE)) && read(FILE).includes('Trots allt.'); } catch { return false; } });
  // What was written is known here too, before the server goes away: the draft stays, and the answers can be saved as a file.
  await says('Skrivet i');
  served.kill('SIGINT');
  await says('Ingen kontakt med vp serve.');
  await field('activity', 'avvikelse').fill('Utan server.');
  await field('activity', 'avvikelse').blur();
  await accessible('without contact');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Spara svaren' }).click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /Utan server\./);
  const draft = await page.evaluate(() => Object.values(localStorage).join());
  assert.match(draft, /Utan server\./);
  const port = new URL(address).port;
  address = await serve('--port', port);
  await page.goto(address + FORM);
  await until(() => read(FILE).includes('avvikelse: Utan server.'));
});

test('the page beside follows without the focus, keeps its place, and tells what was found', async () => {
  write('norr/plan.yaml', PLAN.replace('förväntat_resultat: Svaren kommer.', `förväntat_resultat: |\n${'        Svaren kommer varje dag hela året.\n\n'.repeat(80)}`));
  await page.reload();
  const inner = page.frames().find(one => one !== page.mainFrame());
  await inner.waitForFunction(() => document.querySelector('vp-preview') && !document.querySelector('vp-preview').hidden);
  assert.equal(await inner.evaluate(() => document.querySelector('vp-preview').shadowRoot.querySelector('.forms').hidden), true);
  // Somebody has been in the page, and goes back to the form.
  await inner.evaluate(() => { document.querySelector('a[href]').focus(); });
  const link = await inner.evaluate(() => document.activeElement.getAttribute('href'));
  assert.ok(link);
  const top = () => inner.evaluate(() => [...document.querySelectorAll('main h2')].at(-1).getBoundingClientRect().top);
  await inner.evaluate(() => [...document.querySelectorAll('main h2')].at(-1).scrollIntoView());
  const before = await top();
  assert.ok(await inner.evaluate(() => scrollY) > 100);
  await field('report', 'sammanfattande_analys').focus();
  await page.keyboard.type('Ett');
  // It comes in above the place.
  await inner.waitForFunction(() => document.querySelector('main').textContent.includes('Ett'));
  assert.ok(Math.abs(await top() - before) <= 2, `the heading went from ${before} to ${await top()}`);
  write(FILE, read(FILE).replace('status: pågår', 'status: förlorad'));
  await inner.waitForFunction(() => document.querySelector('vp-preview').shadowRoot.querySelector('section').className.includes('error'));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'sammanfattande_analys');
  await page.keyboard.type(' två');
  assert.equal(await field('report', 'sammanfattande_analys').inputValue(), 'Ett två');
  assert.match(await inner.evaluate(() => document.querySelector('vp-preview').shadowRoot.querySelector('.found').textContent), /norr\/t1\.yaml:\d+/);
});

test('the way to the form stands beside plan and report, and in a list', async () => {
  await page.goto(`${address}norr/plan.html`);
  const panel = page.locator('vp-preview');
  await panel.getByRole('link', { name: 'T1 2026' }).click();
  await says('Svaren skrivs i');
  await page.locator('.vp-bar').getByRole('link', { name: 'Alla formulär' }).click();
  await page.getByRole('heading', { name: 'Formulär att fylla i' }).waitFor();
  await accessible('list');
  await page.getByRole('link', { name: 'Norr: T2 2026' }).click();
  await says('Det första svaret gör');
  await page.goto(address);
  await panel.getByRole('link', { name: 'Fyll i ett formulär' }).click();
  await page.getByRole('heading', { name: 'Formulär att fylla i' }).waitFor();
});
