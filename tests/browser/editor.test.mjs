// What an editor proposes, says and underlines where a plan, a follow-up, a contribution or vp.yaml is written.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { editor } from './editor.mjs';
import { binary, folder, root } from './pages.mjs';

const workspace = folder('editor');
const vp = (...words) => execFileSync(binary, words, { cwd: workspace, encoding: 'utf8', maxBuffer: 1 << 24 });
let yaml;
let files = 0;

before(async () => {
  writeFileSync(join(workspace, 'vp.yaml'), 'vp: 1\nspråk: sv\n');
  vp('schema', '--write');
  yaml = await editor(pathToFileURL(workspace).href);
});
after(() => yaml?.stop());

const follows = name => `# yaml-language-server: $schema=.vp/${name}.schema.json\n`;
const heads = {
  any: follows('dokument'),
  plan: `${follows('dokument')}vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation:\n  enhet: X\n`,
  report: `${follows('dokument')}vp: 1\ndokument: tertialrapport\nperiod: T1\n`,
  contribution: `${follows('dokument')}vp: 1\ndokument: bidrag\n`,
  settings: `${follows('vp')}vp: 1\n`,
};
const goal = 'mål:\n  enhetsmål:\n    - titel: x\n';
const indicator = `${goal}      indikatorer:\n        - namn: x\n`;
const activity = `${goal}      aktiviteter:\n        - namn: x\n`;

// The place is marked by ‸.
async function at(text, ask) {
  const uri = pathToFileURL(join(workspace, `${files++}.yaml`)).href;
  const lines = text.slice(0, text.indexOf('‸')).split('\n');
  await yaml.open(uri, text.replace('‸', ''));
  const answer = await yaml[ask](uri, { line: lines.length - 1, character: lines.at(-1).length });
  yaml.close(uri);
  return answer;
}

test('no value is proposed where nobody has decided one', async () => {
  for (const [head, rest] of [
    ['any', 'vp: 1\ndokument: verksamhetsplan\når: ‸'],
    ['plan', 'bygger_på: ‸'],
    ['plan', 'omfattar: ‸'],
    ['plan', 'årsmål:\n  x: ‸'],
    ['plan', 'försättsblad:\n  datum: ‸'],
    ['plan', 'försättsblad:\n  diarienummer: ‸'],
    ['plan', 'försättsblad:\n  titel: ‸'],
    ['plan', 'mål:\n  enhetsmål:\n    - titel: ‸'],
    ['plan', `${goal}      id: ‸`],
    ['plan', `${goal}      till: ‸`],
    ['plan', `${goal}      till:\n        - ‸`],
    ['plan', `${indicator}          årsmål: ‸`],
    ['plan', `${indicator}          kf_årsmål: ‸`],
    ['plan', `${indicator}          id: ‸`],
    ['plan', `${activity}          start: ‸`],
    ['plan', `${activity}          ansvarig: ‸`],
    ['plan', 'ekonomi:\n  budget:\n    totalt:\n      netto: ‸'],
    ['report', 'för: ‸'],
    ['report', 'plan: ‸'],
    ['report', 'indikatorer:\n  x:\n    utfall: ‸'],
    ['report', 'indikatorer:\n  x:\n    utfall: 9‸'],
    ['report', 'indikatorer:\n  x:\n    kvinnor: ‸'],
    ['report', 'indikatorer:\n  x:\n    antal_män: ‸'],
    ['report', 'indikatorer:\n  x:\n    föregående: ‸'],
    ['report', 'aktiviteter:\n  x:\n    avvikelse: ‸'],
    ['contribution', 'år: ‸'],
    ['contribution', 'plan: ‸'],
    ['settings', 'krav_försättsblad: ‸'],
    ['settings', 'mappar:\n  planer: ‸'],
    ['settings', 'gränser:\n  mål: ‸'],
    ['settings', 'styrmodell:\n  tolerans: ‸'],
    ['settings', 'styrmodell:\n  rapporttillfällen:\n    T1: ‸'],
    ['settings', 'styrmodell:\n  nivåer:\n    - nyckel: ‸'],
  ]) {
    const items = await at(heads[head] + rest, 'completions');
    assert.deepEqual(items.map(item => item.label), [], rest);
  }
});

test('fixed words are proposed, each with what it means', async () => {
  for (const [head, rest, words] of [
    ['any', 'vp: 1\ndokument: ‸', ['verksamhetsplan', 'tertialrapport', 'verksamhetsberättelse', 'bidrag', 'sammanställning']],
    ['any', 'vp: 1\ndokument: tertialrapport\nperiod: ‸', ['T1', 'T2', 'VB']],
    ['plan', `${indicator}          riktning: ‸`, ['högre', 'lägre', 'intervall']],
    ['plan', `${indicator}          periodicitet: ‸`, ['Månad', 'Kvartal', 'Tertial', 'Halvår', 'År', 'Vartannat år', 'Vart tredje år', 'Vart fjärde år', 'Vart femte år']],
    ['plan', `${indicator}          könsuppdelad: ‸`, ['ja', 'nej']],
    ['plan', 'ekonomi:\n  budget:\n    belopp_i: ‸', ['kr', 'tkr', 'mnkr', 'mdkr', 'euro', 'teuro', 'meuro']],
    ['report', 'mål:\n  x:\n    bedömning: ‸', ['helt', 'delvis', 'ej']],
    ['report', 'aktiviteter:\n  x:\n    status: ‸', ['genomförd', 'pågår', 'försenad', 'ej påbörjad', 'avbruten']],
    ['settings', 'språk: ‸', ['sv', 'en']],
    ['settings', 'regler:\n  VP0603: ‸', ['fel', 'varning', 'upplysning', 'av']],
    ['settings', 'styrmodell:\n  nivåer:\n    - ägare: ‸', ['kommun', 'region', 'nämnd', 'bolag', 'förvaltning', 'avdelning', 'enhet', 'grupp']],
  ]) {
    const items = await at(heads[head] + rest, 'completions');
    assert.deepEqual(items.map(item => item.label), words, rest);
    for (const { label, documentation } of items) {
      assert.match(documentation?.value ?? documentation ?? '', /\p{L}.*\.$/u, `${rest}: ${label}`);
    }
  }
});

test('keys are proposed with a colon and an empty place', async () => {
  for (const [head, rest, keys] of [
    ['plan', '‸', ['bygger_på', 'ekonomi', 'inledning', 'mål', 'årsmål']],
    ['plan', 'försättsblad:\n  ‸', ['datum', 'diarienummer', 'titel']],
    ['plan', 'mål:\n  ‸', ['inriktningsmål', 'nämndmål', 'enhetsmål']],
    ['plan', 'mål:\n  enhetsmål:\n    - ‸', ['titel', 'till', 'id', 'indikatorer', 'aktiviteter']],
    ['plan', `${indicator}          ‸`, ['årsmål', 'periodicitet', 'riktning', 'könsuppdelad']],
    ['plan', `${activity}          ‸`, ['start', 'slut', 'ansvarig']],
    ['report', '‸', ['plan', 'mål', 'indikatorer', 'aktiviteter']],
    ['report', 'indikatorer:\n  x:\n    ‸', ['utfall', 'kvinnor', 'män', 'analys', 'bedömning']],
    ['contribution', '‸', ['år', 'plan', 'områden']],
    ['settings', '‸', ['styrmodell', 'regler', 'mappar', 'språk']],
    ['settings', 'regler:\n  ‸', ['VP0603', 'activity-outside-year']],
    ['plan', 'beslut:\n  ‸', ['organ', 'datum', 'paragraf', 'version']],
    ['plan', 'ändringar:\n  - ‸', ['datum', 'paragraf', 'gäller']],
    ['plan', 'uppdrag:\n  - ‸', ['titel', 'beslut', 'ansvarig']],
    ['plan', 'ekonomi:\n  ‸', ['resursanvändning', 'budget']],
    ['plan', 'ekonomi:\n  budget:\n    ‸', ['belopp_i', 'rader', 'totalt']],
    ['plan', 'ekonomi:\n  budget:\n    rader:\n      - ‸', ['namn', 'kostnader', 'intäkter', 'netto']],
    ['plan', 'bilagor:\n  - ‸', ['titel']],
    ['plan', 'innehåll:\n  ‸', ['översikt', 'utveckling']],
    ['report', 'mål:\n  x:\n    ‸', ['bedömning', 'analys', 'prognos']],
    ['report', 'aktiviteter:\n  x:\n    ‸', ['status', 'avvikelse']],
    ['report', 'ekonomi:\n  ‸', ['resultaträkning']],
    ['contribution', 'områden:\n  - ‸', ['rubrik', 'frågor']],
    ['settings', 'styrmodell:\n  ‸', ['nivåer', 'rapporttillfällen', 'periodicitet', 'bedömningar']],
    ['settings', 'styrmodell:\n  nivåer:\n    - ‸', ['nyckel', 'rubrik', 'ägare', 'avsnitt']],
    ['settings', 'utseende:\n  ‸', ['logotyp', 'färg', 'typsnitt']],
    ['settings', 'mappar:\n  ‸', ['planer', 'mallar', 'ut']],
  ]) {
    const items = await at(heads[head] + rest, 'completions');
    const labels = items.map(item => item.label);
    for (const key of keys) assert.ok(labels.includes(key), `${rest}: ${key} of ${labels}`);
    for (const item of items) {
      // A key, and below it at most a dash, a bar, or nothing: no value.
      const written = item.insertText ?? item.textEdit.newText;
      assert.match(written, /^[\p{L}\d_-]+:(\s|-|\||\$\{?1\}?)*$/u, `${rest}: ${written}`);
      assert.ok((item.documentation?.value ?? item.documentation ?? '').length > 5, `${rest}: ${item.label}`);
    }
  }
});

test('a key is explained in whatever spelling it stands', async () => {
  for (const [head, rest, words] of [
    ['plan', 'M‸ÅL:\n  ENHETSMÅL:\n    - titel: x\n', /Målen\./],
    ['plan', 'mål:\n  ENHETS‸MÅL:\n    - titel: x\n', /Enhetsmål: en lista av mål/],
    ['plan', 'mål:\n  enhetsmål:\n    - TI‸TEL: x\n', /Målets lydelse\..*titel: Barn har goda uppväxtvillkor/s],
    ['plan', 'Bygger-‸På: x\n', /planen ovanför/],
    ['plan', `${indicator}          a\u030arsm‸a\u030al: 4,5 %\n`, /Årets mål/],
    ['report', 'mål:\n  x:\n    Bed‸ömning: helt\n', /Bedömningen, med ett av styrmodellens ord/],
    ['report', 'mål:\n  x:\n    bedömning: he‸lt\n', /`helt`: Uppfylls helt\./],
    ['settings', 'regler:\n  vp06‸03: av\n', /activity-outside-year: aktiviteten ligger/],
    ['settings', 'REG‸LER:\n  VP0603: av\n', /Nivån för enskilda regler/],
  ]) {
    assert.match(await at(heads[head] + rest, 'hover'), words, rest);
  }
});

test('what does not fit is said in words', async () => {
  for (const [head, rest, words] of [
    ['plan', 'försättsblad: {datum: 31/12}\n', 'skriv ett datum som finns, år-månad-dag: 2025-12-31'],
    ['plan', 'försättsblad: {datum: [1]}\n', 'skriv ett datum som finns, år-månad-dag: 2025-12-31'],
    ['plan', 'ekonomi: {budget: {totalt: {netto: a}}}\n', 'skriv bara talet: 14.6'],
    ['plan', 'bygger_på: [x]\n', 'skriv en text'],
    ['report', 'mål: {x: {bedömning: bra}}\n', 'skriv ett av orden helt, delvis, ej'],
    ['settings', 'krav_försättsblad: {a: 1}\n', 'skriv en text eller en lista av texter'],
    ['settings', 'regler: {VP0603: kanske}\n', 'skriv ett av orden fel, varning, upplysning, av'],
  ]) {
    const uri = pathToFileURL(join(workspace, `${files++}.yaml`)).href;
    assert.deepEqual(await yaml.open(uri, heads[head] + rest), [words], rest);
    yaml.close(uri);
  }
});

// The files below a folder whose mistakes are not their purpose.
function documents(below) {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .filter(path => !/\/(mistakes|skrivet)\//.test(path))
    .filter(path => path.endsWith('/vp.yaml') || /^dokument:/m.test(readFileSync(path, 'utf8')));
}

// The folder of the vp.yaml that a file follows.
function settings(path) {
  for (let at = dirname(path); at.startsWith(root); at = dirname(at)) if (existsSync(join(at, 'vp.yaml'))) return at;
  return undefined;
}

test('nothing is underlined in any plan or example', async () => {
  const written = new Map();
  const paths = [...documents(join(root, 'plans')), ...documents(join(root, 'examples'))];
  assert.ok(paths.length > 150, `only ${paths.length}`);
  for (const of of new Set(paths.map(settings))) {
    const own = join(workspace, `of-${written.size}`);
    mkdirSync(own, { recursive: true });
    for (const [name, words] of [['dokument', []], ['vp', ['vp.yaml']]]) {
      const around = of ? ['--workspace', of] : [];
      writeFileSync(join(own, `${name}.schema.json`), vp('schema', ...words, '--editor', ...around));
    }
    written.set(of, own);
  }
  await Promise.all(paths.map(async path => {
    const schema = path.endsWith('/vp.yaml') ? 'vp' : 'dokument';
    const text = readFileSync(path, 'utf8').replace(/^# yaml-language-server:.*\n/m, '');
    const uri = pathToFileURL(join(written.get(settings(path)), `${files++}.yaml`)).href;
    const said = await yaml.open(uri, `# yaml-language-server: $schema=${schema}.schema.json\n${text}`);
    assert.deepEqual(said, [], relative(root, path));
  }));
});

test('the files of a first workspace are followed by their own schemas', async () => {
  const first = folder('editor-first');
  execFileSync(binary, ['init', first, '--year', '2026', '--lang', 'en']);
  const own = documents(first);
  assert.equal(own.length, 4);
  for (const path of own) {
    const uri = pathToFileURL(path).href;
    assert.deepEqual(await yaml.open(uri, readFileSync(path, 'utf8')), [], path);
    yaml.close(uri);
  }
  // Each names a schema that is there: a slip is seen.
  const plan = own.find(path => path.endsWith('exempelenheten/plan.yaml'));
  const uri = pathToFileURL(join(dirname(plan), 'slip.yaml')).href;
  const said = await yaml.open(uri, readFileSync(plan, 'utf8').replace('ansvarig: Enhetschef', 'ansvrig: Enhetschef'));
  assert.ok(said.some(words => words.includes('ansvrig')), said.join());
  yaml.close(uri);
});

test('a strict validator takes every schema that is printed', () => {
  const plan = { vp: 1, dokument: 'verksamhetsplan', år: 2026, organisation: { enhet: 'X' } };
  for (const kind of [[], ['verksamhetsplan'], ['uppföljning'], ['bidrag'], ['vp.yaml']]) {
    const said = [];
    const logger = { log: text => said.push(text), warn: text => said.push(text), error: text => said.push(text) };
    const check = new Ajv({ strict: true, logger }).compile(JSON.parse(vp('schema', ...kind)));
    assert.deepEqual(said, [], kind.join());
    assert.equal(check(plan), kind.length === 0 || kind[0] === 'verksamhetsplan', JSON.stringify(check.errors));
    assert.equal(check({ ...plan, år: 'nästa' }), false);
  }
});
