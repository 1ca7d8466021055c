// The language server as the client library of VS Code's protocol speaks with it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import protocol from 'vscode-languageserver-protocol/node';
import { binary, folder } from './pages.mjs';

const {
  CodeActionRequest, CompletionRequest, DefinitionRequest, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification, DocumentSymbolRequest, ExitNotification, FoldingRangeRequest, HoverRequest, InitializedNotification,
  InitializeRequest, PrepareRenameRequest, PublishDiagnosticsNotification, ReferencesRequest, RegistrationRequest, RenameRequest,
  ShutdownRequest, StreamMessageReader, StreamMessageWriter, createProtocolConnection,
} = protocol;

const FILES = {
  'vp.yaml': 'vp: 1\nspråk: en\n',
  'plans/2026/enhet å/plan.yaml': `vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {kommun: "Staden 😀", enhet: Norr}
mål:
  enhetsmål:
    - id: svar
      titel: Alla får svar
      indikatorer:
        - {id: tid, namn: Svar i tid, årsmål: 90 %, riktning: högre, periodicitet: Tertial}
`,
  'plans/2026/enhet å/t1.yaml': 'vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer:\n  tid: {utfall: 88 %}\n',
};
const PLAN = 'plans/2026/enhet å/plan.yaml';
const REPORT = 'plans/2026/enhet å/t1.yaml';

const workspace = folder('lsp');
const uri = path => pathToFileURL(join(workspace, path)).href;
// The one way to write an address: editors write them in several.
const plain = address => decodeURIComponent(address);
const told = new Map();
const listeners = new Set();
const registered = [];
let server;
let client;
let said;

// Waits until what was told of a file is as it should be.
function until(path, isSo) {
  return new Promise(resolve => {
    const look = () => {
      const last = told.get(plain(uri(path)));
      if (!last || !isSo(last)) return;
      listeners.delete(look);
      resolve(last);
    };
    listeners.add(look);
    look();
  });
}

const open = (path, text, version = 1) =>
  client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: uri(path), languageId: 'yaml', version, text } });
const change = (path, version, contentChanges) =>
  client.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: uri(path), version }, contentChanges });

// The place of the first of some words in a text, after so many of its signs.
function place(text, words, after = 0) {
  const offset = text.indexOf(words) + after;
  assert.ok(offset >= after, `${words} is there`);
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1).length };
}
const at = (path, text, words, after) => ({ textDocument: { uri: uri(path) }, position: place(text, words, after) });

before(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  server = spawn(binary, ['lsp', '--stdio'], { cwd: workspace, stdio: ['pipe', 'pipe', 'inherit'] });
  client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  client.onNotification(PublishDiagnosticsNotification.type, params => {
    told.set(plain(params.uri), params);
    listeners.forEach(look => look());
  });
  client.onRequest(RegistrationRequest.type, params => void registered.push(...params.registrations));
  client.listen();
  said = await client.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(workspace).href,
    workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'lsp' }],
    locale: 'en',
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true }, rename: { prepareSupport: true } },
    },
  });
  client.sendNotification(InitializedNotification.type, {});
});

after(async () => {
  if (server.exitCode !== null) return;
  const ended = new Promise(resolve => server.once('exit', resolve));
  await client.sendRequest(ShutdownRequest.type);
  client.sendNotification(ExitNotification.type);
  assert.equal(await ended, 0);
});

test('what was agreed on is what the editor knows', () => {
  assert.equal(said.capabilities.positionEncoding, 'utf-16');
  assert.equal(said.serverInfo.name, 'vp');
});

test('findings come while one types, of the text as it stands', async () => {
  const text = FILES[PLAN];
  open(PLAN, text);
  await until(PLAN, last => last.version === 1);
  assert.deepEqual(registered.map(one => one.method), ['workspace/didChangeWatchedFiles']);
  // A slip after a sign of two units of UTF-16.
  const start = place(text, 'enhet: Norr');
  const end = { line: start.line, character: start.character + 5 };
  change(PLAN, 2, [{ range: { start, end }, text: 'ehnet' }]);
  const slip = await until(PLAN, last => last.version === 2 && last.diagnostics.some(one => one.code === 'VP0103'));
  const finding = slip.diagnostics.find(one => one.code === 'VP0103');
  assert.deepEqual(finding.range, { start, end });
  assert.match(finding.message, /^the key ehnet|ehnet/);
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: uri(PLAN) }, range: finding.range, context: { diagnostics: [finding] },
  });
  const fix = actions.find(action => action.kind === 'quickfix');
  assert.equal(fix.title, 'Replace "ehnet" with "enhet"');
  assert.equal(fix.edit.documentChanges[0].textDocument.version, 2);
  change(PLAN, 3, [{ range: { start, end }, text: 'enhet' }]);
  await until(PLAN, last => last.version === 3 && last.diagnostics.every(one => one.code !== 'VP0103'));
});

test('å is å in both forms, and line breaks are those of the text', async () => {
  const path = 'plans/2026/enhet å/t2.yaml';
  open(path, 'vp: 1\r\ndokument: tertialrapport\r\nperiod: T2\r\nma\u030al: {borta: {bedo\u0308mning: helt}}\r\n');
  const last = await until(path, last => last.diagnostics.some(one => one.code === 'VP0110'));
  const finding = last.diagnostics.find(one => one.code === 'VP0110');
  assert.deepEqual(finding.range, { start: { line: 3, character: 0 }, end: { line: 3, character: 4 } });
  client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uri(path) } });
  await until(path, last => last.diagnostics.length === 0);
});

test('a place is explained, completed, followed and renamed', async () => {
  const [text, report] = [FILES[PLAN], FILES[REPORT]];
  open(REPORT, report);
  const hover = await client.sendRequest(HoverRequest.type, at(REPORT, report, 'tid:'));
  assert.match(hover.contents.value.replaceAll('\u00a0', ' '), /\*\*Indicator\*\* Svar i tid[^]*Target: 90 %[^]*T1 2026: 88 %/);
  const half = report.replace('{utfall: 88 %}', '{utf}');
  change(REPORT, 2, [{ text: half }]);
  const offers = await client.sendRequest(CompletionRequest.type, at(REPORT, half, '{utf', 4));
  assert.ok(offers.items.some(item => item.label === 'utfall' && item.textEdit.newText === 'utfall: '));
  change(REPORT, 3, [{ text: report }]);
  const [place] = [].concat(await client.sendRequest(DefinitionRequest.type, at(REPORT, report, 'tid:')));
  assert.equal(plain(place.uri), plain(uri(PLAN)));
  assert.deepEqual(place.range.start, { line: 9, character: 15 });
  const uses = await client.sendRequest(ReferencesRequest.type, {
    ...at(PLAN, text, 'tid,'), context: { includeDeclaration: true },
  });
  assert.deepEqual(uses.map(one => plain(one.uri)).sort(), [plain(uri(PLAN)), plain(uri(REPORT))].sort());
  const prepared = await client.sendRequest(PrepareRenameRequest.type, at(PLAN, text, 'tid,'));
  assert.equal(prepared.placeholder, 'tid');
  const edit = await client.sendRequest(RenameRequest.type, { ...at(PLAN, text, 'tid,'), newName: 'svarstid' });
  assert.deepEqual(
    edit.documentChanges.map(one => [plain(one.textDocument.uri), one.textDocument.version]).sort(),
    [[plain(uri(PLAN)), 3], [plain(uri(REPORT)), 3]].sort(),
  );
  await assert.rejects(client.sendRequest(RenameRequest.type, { ...at(PLAN, text, 'tid,'), newName: 'svar' }), /already the goal/);
  const symbols = await client.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: uri(PLAN) } });
  assert.equal(symbols.at(-1).children[0].children[0].name, 'Alla får svar');
  const folds = await client.sendRequest(FoldingRangeRequest.type, { textDocument: { uri: uri(PLAN) } });
  assert.ok(folds.some(fold => fold.startLine === 4 && fold.endLine === 9));
});

test('a file that others remove is gone though nobody tells', async () => {
  const path = 'plans/2026/enhet å/t3.yaml';
  writeFileSync(join(workspace, path), 'vp: 1\n');
  await until(path, last => last.diagnostics.length > 0);
  rmSync(join(workspace, path));
  await until(path, last => last.diagnostics.length === 0);
  assert.equal(readFileSync(join(workspace, PLAN), 'utf8'), FILES[PLAN], 'nothing is written');
});
