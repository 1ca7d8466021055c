// Takes the pictures of the README: node pictures.mjs, after cargo build --release.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser, build, folder, open, root } from './pages.mjs';

const out = folder('pictures');
const target = join(root, 'docs/bilder');
mkdirSync(target, { recursive: true });
build(join(root, 'plans'), out);
const url = pathToFileURL(join(out, '2025/hagersten-alvsjo/barnenheten/plan.html')).href;
const chrome = await browser();

// A goal with its indicators and activities, the contents beside it.
const page = await open(chrome, url, { viewport: { width: 1180, height: 860 } });
await page.evaluate(() => {
  const heading = document.querySelector('h3.goal');
  window.scrollTo(0, heading.getBoundingClientRect().top + scrollY - 16);
});
await page.screenshot({ path: join(target, 'plan.png') });

// A board's report at a glance, and what its units say.
const whole = await open(chrome, pathToFileURL(join(out, '2025/hagersten-alvsjo/vb.html')).href, { viewport: { width: 1180, height: 860 } });
await whole.evaluate(() => {
  const heading = document.querySelector('main > h2');
  window.scrollTo(0, heading.getBoundingClientRect().top + scrollY - 16);
});
await whole.screenshot({ path: join(target, 'helhet.png') });

// The page on paper that holds the same goal.
const pdf = join(out, 'plan.pdf');
await page.pdf({ path: pdf, preferCSSPageSize: true });
await chrome.close();
execFileSync('pdftoppm', ['-r', '75', '-png', '-f', '4', '-l', '4', '-singlefile', pdf, join(target, 'papper')], { stdio: 'ignore' });
for (const name of readdirSync(target)) console.log(name, statSync(join(target, name)).size);
