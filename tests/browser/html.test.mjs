// The pages as HTML: valid, whole in themselves, and small in style.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { here, pages, root } from './pages.mjs';

const validator = new HtmlValidate(new FileSystemConfigLoader());
const all = pages('html');

test('there are pages to look at', () => {
  assert.ok(all.length >= 12, `${all.length} pages`);
});

for (const page of all) {
  const html = readFileSync(page.path, 'utf8');

  test(`${page.name}: valid HTML`, async () => {
    const report = await validator.validateString(html, join(here, 'page.html'));
    const faults = report.results.flatMap(result => result.messages);
    assert.deepEqual(faults.map(fault => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`), []);
  });

  test(`${page.name}: one file that asks for nothing`, () => {
    assert.match(html, /^<!DOCTYPE html>\n<html lang="sv">/);
    assert.match(html, /<\/html>\n$/);
    assert.doesNotMatch(html, /<(script|link(?! rel="icon" href="data:)|iframe|object|embed)\b/);
    for (const [, address] of html.matchAll(/\ssrc="([^"]*)"/g)) assert.match(address, /^data:image\//);
    const style = html.match(/<style>([^]*?)<\/style>/)[1];
    assert.doesNotMatch(style, /url\(|@import/);
  });
}

test('the style sheet is small', () => {
  const style = readFileSync(join(root, 'templates/html/style.css'));
  assert.ok(style.length < 18432, `${style.length} bytes`);
});
