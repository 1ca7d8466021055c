// Plans that prettier has written anew are the same plans: the same findings, and the same pages byte by byte. Editors run it at
// every save, and hooks of git on every file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import test from 'node:test';
import prettier from 'prettier';
import { binary, folder, root } from './pages.mjs';

const out = folder('prettier');

function files(below) {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Formats what prettier knows of a workspace; how many files became others. */
async function format(workspace) {
  let changed = 0;
  for (const path of files(workspace).filter(path => /\.(ya?ml|md|json)$/.test(path))) {
    const text = readFileSync(path, 'utf8');
    const formatted = await prettier.format(text, { filepath: path });
    changed += formatted !== text;
    writeFileSync(path, formatted);
  }
  return changed;
}

/** The findings without their places, which may be other lines, and the pages that are built. */
function made(workspace, pages) {
  const run = (...words) => spawnSync(binary, words, { cwd: workspace, encoding: 'utf8', maxBuffer: 1 << 28 });
  const check = run('check', '.', '--info', '--format', 'json', '--lang', 'sv');
  assert.ok(check.status < 2, check.stderr);
  assert.equal(run('check', '--lang', 'sv').stderr, '');
  const findings = JSON.parse(check.stdout).findings.map(({ code, level, path, message }) => `${path} ${level} ${code} ${message}`);
  const build = run('build', '.', '--out', pages);
  assert.ok(build.status < 2, build.stderr);
  return { findings: findings.sort(), pages: files(pages).map(path => [relative(pages, path), readFileSync(path, 'latin1')]) };
}

const init = join(out, 'first');
spawnSync(binary, ['init', init, '--year', '2026', '--lang', 'sv']);
const workspaces = ['minsta', 'annan-kommun', 'arvd', 'bidrag', 'fristaende', 'halvar', 'storstad', 'uppfoljning'].map(name => join(root, 'examples', name));

test('what prettier has written anew is the same plan', async () => {
  let changed = 0;
  for (const [number, workspace] of [init, join(root, 'plans'), ...workspaces].entries()) {
    const place = join(out, `${number}`);
    // Where a workspace lies is told in nothing that is built.
    cpSync(workspace, join(place, 'w'), { recursive: true });
    const before = made(join(place, 'w'), join(place, 'before'));
    changed += await format(join(place, 'w'));
    const after = made(join(place, 'w'), join(place, 'after'));
    assert.ok(before.pages.length > 1, workspace);
    assert.deepEqual(after.findings, before.findings, workspace);
    for (const [at, page] of before.pages.entries()) assert.ok(page[0] === after.pages[at]?.[0] && page[1] === after.pages[at][1], `${workspace}: ${page[0]}`);
    assert.equal(after.pages.length, before.pages.length);
  }
  assert.ok(changed > 20, `only ${changed} files were formatted otherwise`);
});
