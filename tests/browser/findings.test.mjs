// What vp check writes for other programs: SARIF by its published schema, and every reference leads to a file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { binary, here, root } from './pages.mjs';

const schema = JSON.parse(readFileSync(join(here, 'schemas', 'sarif-2.1.0.json'), 'utf8'));
// The schema's patterns are not written for Unicode mode. What the references must be like is tested below.
const isSarif = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false }).compile(schema);
const mistakes = readdirSync(join(root, 'examples', 'mistakes')).map(code => `examples/mistakes/${code}`);

function sarif(paths, ...more) {
  if (!binary) throw new Error('no vp: run cargo build --release first');
  const run = spawnSync(binary, ['check', '--info', '--format', 'sarif', ...more, ...paths], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status: run.status, log: JSON.parse(run.stdout) };
}

for (const language of ['sv', 'en']) {
  test(`the findings of every rule, in ${language}, are SARIF`, () => {
    const { log, status } = sarif(mistakes, '--lang', language);
    assert.equal(status, 1);
    assert.ok(isSarif(log), JSON.stringify(isSarif.errors, null, 2));
    const [run] = log.runs;
    assert.ok(run.results.length >= mistakes.length);
    assert.ok(run.tool.driver.rules.length > 80, String(run.tool.driver.rules.length));
    assert.equal(run.language, language);
    const places = run.results.flatMap(result => [...result.locations, ...(result.relatedLocations ?? [])]);
    for (const { physicalLocation } of places) {
      const { uri } = physicalLocation.artifactLocation;
      assert.match(uri, /^[A-Za-z0-9\-._~%/]+$/);
      assert.ok(existsSync(fileURLToPath(new URL(uri, pathToFileURL(`${root}/`)))), uri);
    }
    const names = run.results.map(result => result.partialFingerprints['vpFinding/v1']);
    assert.equal(new Set(names).size, names.length);
  });
}

test('a report of nothing, and of what could not be checked, is SARIF too', () => {
  for (const [paths, status, successful] of [[['examples/minsta'], 0, true], [['no-such-folder'], 2, false]]) {
    const run = sarif(paths);
    assert.equal(run.status, status);
    assert.ok(isSarif(run.log), JSON.stringify(isSarif.errors, null, 2));
    assert.equal(run.log.runs[0].invocations[0].executionSuccessful, successful);
    assert.deepEqual(run.log.runs[0].results, []);
  }
});
