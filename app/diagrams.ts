import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser/launch-browser.js';
import { drawDiagram } from './diagrams/draw.js';
import { readDiagram } from './diagrams/read-diagram.js';
import { refreshReadme } from './diagrams/readme.js';

/**
 * `npm run diagrams [-- process-id …]`: draws every diagram beside its file and refreshes the part of the README
 * that the diagram itself answers.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'bpmn');
const asked = process.argv.slice(2);
const files = await readdir(folder, { recursive: true });
const ids = files.filter((file) => file.endsWith('.bpmn')).map((file) => path.basename(file, '.bpmn'));

/** Sharp, but never a burden to the repository. */
const MAX_BYTES = 300 * 1024;
const SCALES = [2, 1.6, 1.2];

async function drawSmall(drawer: Browser, xml: string): Promise<Buffer> {
  for (const scale of SCALES) {
    const picture = await drawDiagram(drawer, path.join(root, 'node_modules'), xml, scale);
    if (picture.length <= MAX_BYTES) return picture;
  }
  throw new Error(`the diagram is too large for a picture of ${String(MAX_BYTES)} bytes: split it`);
}

const browser = await launchBrowser();
try {
  for (const id of ids.filter((each) => asked.length === 0 || asked.includes(each)).sort()) {
    const place = path.join(folder, id);
    const xml = await readFile(path.join(place, `${id}.bpmn`), 'utf8');
    const picture = await drawSmall(browser, xml);
    await writeFile(path.join(place, `${id}.png`), picture);
    await refreshReadme(path.join(place, 'README.md'), await readDiagram(xml));
    console.log(`${id}: ${String(Math.ceil(picture.length / 1024))} KB`);
  }
} finally {
  await browser.close();
}
