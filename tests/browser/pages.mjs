// Builds every workspace of the project, and opens the pages in a browser that reaches nothing but them.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const binary = [process.env.VP, join(root, 'target/release/vp'), join(root, 'target/debug/vp')].find(path => path && existsSync(path));

/** A folder of its own for one test file. */
export function folder(name) {
  const path = join(here, 'out', name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** Builds a workspace. Findings are no fault here: many examples are there to show one. */
export function build(workspace, out) {
  if (!binary) throw new Error('no vp: run cargo build --release first');
  const run = spawnSync(binary, ['build', workspace, '--out', out], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0 && run.status !== 1) throw new Error(`vp build ${workspace}: ${run.status}\n${run.stderr}`);
  return run;
}

function files(path, extension) {
  return readdirSync(path, { withFileTypes: true }).flatMap(entry => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return files(below, extension);
    return below.endsWith(extension) ? [below] : [];
  });
}

/**
 * Every workspace: the plans, the examples, and the trial of everything that can be printed. The examples of the rules
 * are left out: they are pages with mistakes, and the same small plan again without them.
 */
function workspaces() {
  const found = [join(root, 'plans'), join(here, 'prov')];
  const visit = path => {
    const entries = readdirSync(path, { withFileTypes: true });
    if (entries.some(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))) found.push(path);
    else entries.filter(entry => entry.isDirectory() && !['mistakes', 'fixed'].includes(entry.name)).forEach(entry => visit(join(path, entry.name)));
  };
  if (existsSync(join(root, 'examples'))) visit(join(root, 'examples'));
  return found;
}

/** Builds all workspaces; gives each page's path and a name to show. */
export function pages(test, extension = '.html') {
  const out = folder(test);
  const all = [];
  for (const workspace of workspaces()) {
    const name = relative(root, workspace);
    const target = join(out, name);
    build(workspace, target);
    if (existsSync(target)) all.push(...files(target, extension));
  }
  return all.map(path => ({ path, name: relative(out, path), url: pathToFileURL(path).href, size: statSync(path).size }));
}

export async function browser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

/** A page of the browser that reaches only the file itself; everything else that it asks for is in `asked`. */
export async function open(chrome, url, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE', ...options });
  const page = await context.newPage();
  page.asked = [];
  await page.route('**/*', route => {
    const to = route.request().url();
    if (to === url || to === encodeURI(decodeURI(url))) return route.continue();
    page.asked.push(to);
    return route.abort();
  });
  await page.goto(url);
  return page;
}

/** The text of a PDF, page by page. */
export function text(pdf, ...options) {
  const all = execFileSync('pdftotext', ['-enc', 'UTF-8', '-layout', ...options, pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return all.split('\f').slice(0, -1);
}

/** The places of a PDF that links lead to, by name. */
export function places(pdf) {
  const all = execFileSync('pdfinfo', ['-dests', pdf], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return [...all.matchAll(/"(.*)"$/gm)].map(([, name]) => name);
}

/** What readers of PDF have to say of one: poppler when it lists the places and when it reads the text, and qpdf. */
export function complaints(pdf) {
  const runs = [['pdfinfo', ['-dests', pdf]], ['pdftotext', [pdf, '-']], ['qpdf', ['--check', pdf]]];
  return runs.flatMap(([command, options]) => {
    const run = spawnSync(command, options, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.error) throw run.error;
    return run.status === 0 && run.stderr === '' ? [] : [`${command}: ${run.status} ${run.stderr}`];
  });
}

export function info(pdf) {
  const lines = execFileSync('pdfinfo', [pdf], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
  return Object.fromEntries(lines.filter(Boolean).map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
}
