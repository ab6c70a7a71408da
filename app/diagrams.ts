import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser/launch-browser.js';
import { drawDiagram } from './diagrams/draw.js';
import { filesToLayOut, filesToPicture } from './diagrams/files.js';
import { layoutDiagram } from './diagrams/layout/layout-diagram.js';
import { readDiagram } from './diagrams/read-diagram.js';
import { refreshReadme } from './diagrams/readme.js';

/**
 * `npm run diagrams [-- process-id …]`: draws every diagram beside its file and refreshes the part of the README
 * that the diagram itself answers. With `--layout folder-or-file …` the drawing in the files named is computed first.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'bpmn');
const { values, positionals } = parseArgs({ options: { layout: { type: 'boolean' } }, allowPositionals: true });
const isLayout = values.layout === true;
const files = await (isLayout ? filesToLayOut(positionals) : filesToPicture(folder, positionals));

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
  for (const file of files) {
    const before = await readFile(file, 'utf8');
    const xml = isLayout ? await layoutDiagram(before) : before;
    const picture = await drawSmall(browser, xml);
    if (xml !== before) await writeFile(file, xml);
    await writeFile(file.replace(/\.bpmn$/, '.png'), picture);
    await refreshReadme(path.join(path.dirname(file), 'README.md'), await readDiagram(xml));
    console.log(`${path.basename(file, '.bpmn')}: ${String(Math.ceil(picture.length / 1024))} KB`);
  }
} finally {
  await browser.close();
}
