'use strict';

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const test = require('node:test');
const { addressIn, languageArguments, speaksSwedish, workspaceOf } = require('./words.js');

test('the address of the pages is found in what is said', () => {
  assert.equal(addressIn('Visar planerna på http://127.0.0.1:4000/?t=ab12\n'), 'http://127.0.0.1:4000/?t=ab12');
  assert.equal(addressIn('http://[::1]:80/x "'), 'http://[::1]:80/x');
  assert.equal(addressIn('see https://example.com'), undefined);
});

test('a language is said only where somebody has chosen it', () => {
  assert.deepEqual(languageArguments('sv'), ['--lang', 'sv']);
  assert.deepEqual(languageArguments(''), []);
  assert.deepEqual(languageArguments(undefined), []);
});

test('the chosen language goes before the editor\'s', () => {
  assert.deepEqual([speaksSwedish('sv', 'en'), speaksSwedish('', 'sv-SE'), speaksSwedish('en', 'sv'), speaksSwedish('', 'en')], [true, true, false, false]);
});

test('the workspace is the nearest folder with its settings', () => {
  const has = found => path => path === join('/a', found, 'vp.yaml');
  assert.equal(workspaceOf('/a/b/plans/plan.yaml', has('b')), join('/a', 'b'));
  assert.equal(workspaceOf('/a/b/plans/plan.yaml', has('c')), undefined);
});

test('every text of the package stands in both languages', () => {
  const read = name => JSON.parse(readFileSync(join(__dirname, name), 'utf8'));
  const asked = [...readFileSync(join(__dirname, 'package.json'), 'utf8').matchAll(/"%([a-z]+)%"/g)].map(found => found[1]).sort();
  for (const name of ['package.nls.json', 'package.nls.sv.json']) assert.deepEqual(Object.keys(read(name)).sort(), asked);
});
