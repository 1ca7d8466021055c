'use strict';

const assert = require('node:assert/strict');
const { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const test = require('node:test');

// What the extension says to the editor, and what it starts.
const said = { commands: {}, contexts: {}, clients: [], errors: [], opened: [] };
const chosen = { path: 'vp', language: 'sv' };
let isThere = true;

class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, { id, name, server, options, state: 'new' });
    said.clients.push(this);
  }
  async start() {
    if (!isThere) throw new Error('ENOENT');
    this.state = 'started';
  }
  async stop() {
    this.state = 'stopped';
  }
}

const vscode = {
  commands: {
    registerCommand: (name, run) => ((said.commands[name] = run), { dispose() {} }),
    executeCommand: async (name, key, value) => void (name === 'setContext' && (said.contexts[key] = value)),
  },
  env: { language: 'en', openExternal: async target => said.opened.push(target) },
  Uri: { file: path => ({ path }), parse: address => ({ address }) },
  window: { showErrorMessage: async words => void said.errors.push(words), activeTextEditor: undefined },
  workspace: {
    getConfiguration: () => ({ get: name => chosen[name] }),
    getWorkspaceFolder: () => undefined,
    onDidChangeConfiguration: () => ({ dispose() {} }),
  },
};
const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === 'vscode') return vscode;
  if (name === 'vscode-languageclient/node') return { LanguageClient, TransportKind: { stdio: 0 } };
  return load(name, ...rest);
};
const extension = require('./extension.js');

test('the server is started as it is chosen, and anew where that is asked for', async () => {
  await extension.activate({ subscriptions: [] });
  const [client] = said.clients;
  assert.deepEqual(client.server, { command: 'vp', args: ['--lang', 'sv', 'lsp'], transport: 0 });
  assert.ok(client.options.documentSelector.some(one => one.language === 'yaml' && one.scheme === 'file'));
  assert.equal(said.contexts['vp.isRunning'], true);
  chosen.language = '';
  await said.commands['vp.restart']();
  assert.equal(client.state, 'stopped');
  assert.deepEqual(said.clients[1].server.args, ['lsp']);
});

test('a program that is not there is said to be missing', async () => {
  isThere = false;
  chosen.path = '/no/such/vp';
  await said.commands['vp.restart']();
  assert.match(said.errors[0], /\/no\/such\/vp/);
  assert.equal(said.contexts['vp.isRunning'], false);
  isThere = true;
});

test('a document is shown as a page where there is no server of pages', { skip: process.platform === 'win32' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vp-test-'));
  // A program without `serve`, which builds a page as vp does.
  chosen.path = join(folder, 'vp');
  const script = '#!/bin/sh\n[ "$1" = build ] || exit 2\nwhile [ "$1" != --out ]; do shift; done\n: >"$2/plan.html"\nexit 1\n';
  writeFileSync(chosen.path, script);
  chmodSync(chosen.path, 0o755);
  const uri = { fsPath: join(folder, 'plan.yaml') };
  vscode.window.activeTextEditor = { document: { uri, isUntitled: false, save: async () => true } };
  await said.commands['vp.preview']();
  const [{ path }] = said.opened;
  assert.ok(existsSync(path), path);
  await extension.deactivate();
  assert.ok(!existsSync(path), 'what was built to be shown is gone');
  rmSync(folder, { recursive: true });
});

test('a document is shown by the server of pages where there is one', { skip: process.platform === 'win32' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vp-test-'));
  chosen.path = join(folder, 'vp');
  const script = '#!/bin/sh\n[ "$2" = --help ] && exit 0\necho "See http://127.0.0.1:4711/?t=ab"\nexec sleep 60\n';
  writeFileSync(chosen.path, script);
  chmodSync(chosen.path, 0o755);
  const uri = { fsPath: join(folder, 'plan.yaml') };
  vscode.window.activeTextEditor = { document: { uri, isUntitled: false, save: async () => true } };
  await said.commands['vp.preview']();
  assert.deepEqual(said.opened.at(-1), { address: 'http://127.0.0.1:4711/?t=ab' });
  await extension.deactivate();
  rmSync(folder, { recursive: true });
});
