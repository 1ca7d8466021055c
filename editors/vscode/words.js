// What is read out of words and settings, without the editor.
'use strict';

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

module.exports = { addressIn, languageArguments, speaksSwedish };
