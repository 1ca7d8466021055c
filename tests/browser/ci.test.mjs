// The workflow of examples/ci, as GitHub's own reader takes it: every key, and every name in an expression.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
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
