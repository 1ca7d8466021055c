// Every kind of page before W3C's own checker, which knows more of HTML than the linter of the other tests does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { binary, build, folder, here, root } from './pages.mjs';

const out = folder('valid');

function run(...parts) {
  const made = spawnSync(binary, parts, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(made.status, 0, made.stderr);
  return made.stdout;
}

/** One page of each kind: all that can be printed, with its findings in the index; reports; and what commands write. */
function make() {
  const all = join(out, 'prov');
  const copy = join(out, 'copy');
  cpSync(join(here, 'prov'), copy, { recursive: true });
  build(copy, all);
  build('examples/uppfoljning', join(out, 'reports'));
  // A board with units that have reported: roll-up, red thread, shared indicators, charts.
  build('plans', join(out, 'plans'));
  run('new', 'follow-up', '--format', 'html', '--period', 'VB', join(copy, 'enhet/plan.yaml'));
  cpSync(join(copy, 'enhet', 'vb-formulär.html'), join(out, 'form.html'));
  writeFileSync(join(out, 'diff.html'), run('diff', 'plans/2020', 'plans/2022', '--text', '--format', 'html', '--lang', 'sv'));
  writeFileSync(join(out, 'status.html'), run('status', 'plans', '--format', 'html', '--on', '2025-12-31', '--lang', 'sv'));
  const pages = readdirSync(out, { recursive: true }).filter(path => path.endsWith('.html') && !path.startsWith('copy'));
  return pages.map(path => join(out, path));
}

test('no page has an error or a warning', () => {
  const pages = make();
  assert.ok(pages.length >= 9, pages.join('\n'));
  const jar = join(createRequire(import.meta.url).resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
  const checked = spawnSync('java', ['-Xss8m', '-XX:TieredStopAtLevel=1', '-jar', jar, '--format', 'json', ...pages], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (checked.error) throw checked.error;
  const { messages } = JSON.parse(checked.stderr);
  // The checker hashes the last part alone of a script that is long. What it says of that is looked into here instead.
  const isOfScript = ({ message }) => message.startsWith('Inline script violates Content Security Policy');
  for (const { url } of messages.filter(isOfScript)) {
    const [, policy, script] = /script-src '(sha256-[^']+)'[^]*<script>([^]*)<\/script>/.exec(readFileSync(new URL(url), 'utf8'));
    assert.equal(policy, `sha256-${createHash('sha256').update(script).digest('base64')}`, url);
  }
  // Newer than the checker. Without it a form that is filled in without scripts loses lines on paper.
  const isNew = ({ message }) => message === 'CSS: “field-sizing”: Property “field-sizing” doesn\'t exist.';
  const told = messages.filter(message => !isOfScript(message) && !isNew(message)).map(({ url, lastLine, message }) => `${url.slice(url.indexOf('/out/valid/') + 11)}:${lastLine} ${message}`);
  assert.deepEqual(told, []);
  // The checker finds what it is there for.
  const broken = join(out, 'broken.html');
  writeFileSync(broken, '<!DOCTYPE html><html lang="sv"><title>x</title><table><tr><td role="cell"></table>');
  const found = spawnSync('java', ['-Xss8m', '-XX:TieredStopAtLevel=1', '-jar', jar, '--format', 'json', '--exit-zero-always', broken], { encoding: 'utf8' });
  assert.ok(JSON.parse(found.stderr).messages.length > 0, found.stderr);
});
