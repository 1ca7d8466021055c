// Starts the language server of vp, and shows the document that is open.
'use strict';

const { execFile, spawn } = require('node:child_process');
const { existsSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { basename, dirname, extname, join } = require('node:path');
const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');
const { addressIn, languageArguments, speaksSwedish, workspaceOf } = require('./words.js');

/** @type {LanguageClient | undefined} */
let client;
/** The server of pages of each workspace folder, where there is one: its process and its address. */
const servers = new Map();
/** Folders of pages that were built to be shown. */
const built = [];

const settings = () => vscode.workspace.getConfiguration('vp');
const program = () => settings().get('path') || 'vp';
const language = () => languageArguments(settings().get('language'));
/** The words in the language that vp is to speak, else in the editor's. */
const say = (sv, en) => (speaksSwedish(settings().get('language'), vscode.env.language) ? sv : en);

async function start() {
  const server = { command: program(), args: [...language(), 'lsp'], transport: TransportKind.stdio };
  client = new LanguageClient('vp', 'vp', server, {
    documentSelector: [
      { scheme: 'file', language: 'yaml' },
      { scheme: 'untitled', language: 'yaml' },
      { scheme: 'file', language: 'markdown' },
    ],
  });
  try {
    await client.start();
    await vscode.commands.executeCommand('setContext', 'vp.isRunning', true);
  } catch {
    client = undefined;
    const choice = say('Inställningar', 'Settings');
    const words = say(
      `Programmet ${program()} gick inte att starta. Installera vp, eller skriv var det ligger i inställningen vp.path.`,
      `The program ${program()} could not be started. Install vp, or write where it is in the setting vp.path.`,
    );
    if ((await vscode.window.showErrorMessage(words, choice)) === choice) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'vp.path');
    }
  }
}

async function stop() {
  await vscode.commands.executeCommand('setContext', 'vp.isRunning', false);
  const ending = client;
  client = undefined;
  await ending?.stop();
}

/** What came of a run of the program. */
function run(words, folder) {
  return new Promise(resolve => {
    execFile(program(), [...language(), ...words], { cwd: folder }, (error, out, told) => {
      // 1 says that there are findings, for which the pages are written all the same.
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 2 : 0, out, told });
    });
  });
}

/** The address of the pages that `vp serve` shows; undefined where the program has no such command. */
async function served(folder) {
  const known = servers.get(folder);
  if (known) return known.address;
  if ((await run(['serve', '--help'], folder)).code !== 0) return undefined;
  const server = spawn(program(), [...language(), 'serve'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const address = await new Promise(resolve => {
    let said = '';
    const hear = data => {
      said += data;
      const found = addressIn(said);
      if (found) resolve(found);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('error', () => resolve(undefined));
    server.on('exit', () => {
      servers.delete(folder);
      resolve(undefined);
    });
  });
  if (address) servers.set(folder, { server, address });
  else server.kill();
  return address;
}

/** The page of a document, built into a folder of its own; undefined where it could not be. */
async function page(file) {
  const folder = mkdtempSync(join(tmpdir(), 'vp-'));
  built.push(folder);
  const { code, told } = await run(['build', file, '-f', 'html', '--out', folder], dirname(file));
  if (code > 1) {
    vscode.window.showErrorMessage(say(`Dokumentet gick inte att bygga: ${told.trim()}`, `The document could not be built: ${told.trim()}`));
    return undefined;
  }
  return vscode.Uri.file(join(folder, `${basename(file, extname(file))}.html`));
}

async function preview() {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.isUntitled) return;
  await document.save();
  const file = document.uri.fsPath;
  const folder =
    workspaceOf(file, existsSync) ?? vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath ?? dirname(file);
  const address = await served(folder);
  const target = address ? vscode.Uri.parse(address, true) : await page(file);
  if (target) await vscode.env.openExternal(target);
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('vp.preview', preview),
    vscode.commands.registerCommand('vp.restart', async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration(async event => {
      if (!event.affectsConfiguration('vp')) return;
      await stop();
      await start();
    }),
  );
  await start();
}

async function deactivate() {
  for (const { server } of servers.values()) server.kill();
  for (const folder of built) rmSync(folder, { recursive: true, force: true });
  await stop();
}

module.exports = { activate, deactivate };
