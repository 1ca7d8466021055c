// The Markdown as a code forge reads it: the same headings, tables and links as the HTML, and clean as plain text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import GithubSlugger from 'github-slugger';
import { Marked } from 'marked';
import { browser, open, pages } from './pages.mjs';

// What differs between two years is a page alone.
const html = pages('markdown').filter(page => !page.name.endsWith('-jamforelse.html'));
const markdown = html.filter(page => !page.name.endsWith('index.html')).map(page => ({
  name: page.name.replace(/html$/, 'md'),
  text: readFileSync(page.path.replace(/html$/, 'md'), 'utf8'),
  html: page.url,
}));
const marked = new Marked({ gfm: true });
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

/** What a page consists of, by its elements. */
function outline() {
  const words = element => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('sup, .visually-hidden, input').forEach(extra => extra.remove());
    copy.querySelectorAll('br').forEach(line => line.replaceWith(' '));
    // In Markdown a mark has brackets, and how something stands a sign before its words.
    return copy.textContent.replace(/\[[●◐○–!×] /g, '').replace(/[\s\[\]]+/g, '');
  };
  // The analysis of a row comes after the table in Markdown.
  const isPlain = row => !row.matches('.analysis');
  return {
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6:not(.heading)')].map(heading => `${heading.localName} ${words(heading)}`),
    tables: [...document.querySelectorAll('table')].map(table => [...table.rows].filter(isPlain).map(row => [...row.cells].map(cell => cell.querySelector('li') ? '' : words(cell)))),
    pictures: [...document.images].map(image => image.alt),
    plain: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6:not(.heading)')].map(heading => heading.textContent),
    analyses: [...document.querySelectorAll('.analysis > td')].map(cell => [...cell.querySelectorAll(':scope > p:not(.label)')].map(words)).flat(),
    paragraphs: [...document.querySelectorAll('p')].map(words),
    bold: [...document.querySelectorAll('strong')].map(words),
    deep: [...document.querySelectorAll('h6.heading')].map(words),
  };
}

for (const page of markdown) {
  test(`${page.name}: says what the HTML says`, async () => {
    const written = await open(chrome, page.html);
    const right = await written.evaluate(outline);
    await written.setContent(await marked.parse(page.text));
    const read = await written.evaluate(outline);
    await written.context().close();
    assert.deepEqual(read.headings, right.headings, 'headings');
    assert.equal(read.tables.length, right.tables.length, 'tables');
    right.tables.forEach((table, at) => table.forEach((row, line) => row.forEach((cell, column) => {
      if (cell) assert.equal(read.tables[at][line][column], cell, `table ${at + 1}, row ${line + 1}`);
    })));
    assert.deepEqual(read.pictures, right.pictures, 'pictures');
    for (const words of right.analyses) assert.ok(read.paragraphs.includes(words), `"${words}" is a paragraph`);
    for (const words of right.deep) assert.ok(read.bold.includes(words), `"${words}" is a bold line`);

    // A forge makes the anchors from the headings.
    const slugger = new GithubSlugger();
    const anchors = new Set(read.plain.map(words => slugger.slug(words)));
    const links = [...page.text.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    assert.deepEqual(links.filter(anchor => !anchors.has(anchor)), [], 'links without a heading');
  });

  test(`${page.name}: clean as plain text`, () => {
    assert.match(page.text, /[^\n]\n$/, 'ends with one line break');
    assert.doesNotMatch(page.text, /\n\n\n/, 'no double blank line');
    const lines = page.text.split('\n');
    lines.forEach((line, at) => {
      if (/^#{1,6} /.test(line) && at > 0) assert.equal(lines[at - 1], '', `blank line before "${line}"`);
      const spaces = line.match(/\s*$/)[0];
      assert.ok(spaces === '' || spaces === '  ', `loose spaces after "${line}"`);
    });
    const tags = marked.lexer(page.text).flatMap(function walk(token) {
      const below = [token.tokens, token.items, token.header?.flatMap(cell => cell.tokens), token.rows?.flat().flatMap(cell => cell.tokens)];
      return [token, ...below.filter(Boolean).flat().flatMap(walk)];
    }).filter(token => token.type === 'html').map(token => token.raw);
    assert.deepEqual(tags.filter(tag => tag !== '<br>'), [], 'no HTML but line breaks in cells');
  });
}
