// What is read out of words and settings, without the editor.
'use strict';

const { dirname, join } = require('node:path');

/** The first address of this computer in what a program has said. */
function addressIn(said) {
  return said.match(/https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[^\s"'<>]*/)?.[0];
}

/** The arguments that say which language to speak; none where nobody has chosen one. */
function languageArguments(chosen) {
  return chosen === 'sv' || chosen === 'en' ? ['--lang', chosen] : [];
}

/** Whether to speak Swedish: where it is chosen, or else where the editor does. */
function speaksSwedish(chosen, editor) {
  return (chosen || editor || '').startsWith('sv');
}

/** The nearest folder upwards from a file with vp.yaml in it; undefined where there is none. */
function workspaceOf(file, exists) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (exists(join(folder, 'vp.yaml'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

module.exports = { addressIn, languageArguments, speaksSwedish, workspaceOf };
