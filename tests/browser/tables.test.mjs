// On a narrow screen the cells of a row stand one under the other. To a screen reader the table stays a table.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { binary, browser, build, folder, here, open, root } from './pages.mjs';

const out = folder('tables');
const ROLES = ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell'];
let chrome;
before(async () => { chrome = await browser(); });
after(async () => { await chrome.close(); });

build(join(here, 'prov'), out);
const compared = spawnSync(binary, ['diff', 'plans/2020', 'plans/2022', '--format', 'html'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
writeFileSync(join(out, 'diff.html'), compared.stdout);

/** What the browser tells assistive technology of the page's tables: role and name of each part, in order. */
async function tables(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const parts = nodes.filter(node => !node.ignored && ROLES.includes(node.role?.value));
  return parts.map(node => `${node.role.value} ${node.name?.value ?? ''}`.trim());
}

for (const name of ['enhet/plan.html', 'diff.html']) {
  test(`${name}: its tables are the same to a screen reader at every width`, async () => {
    const page = await open(chrome, pathToFileURL(join(out, name)).href);
    await page.setViewportSize({ width: 1280, height: 900 });
    const wide = await tables(page);
    for (const role of ['table', 'row', 'columnheader', 'rowheader', 'cell']) {
      assert.ok(wide.filter(part => part.startsWith(role)).length >= 2, `${role} in ${wide.length} parts`);
    }
    await page.setViewportSize({ width: 320, height: 900 });
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('table[class] td')).display === 'table-cell'), false);
    assert.deepEqual(await tables(page), wide);
    await page.context().close();
  });
}
