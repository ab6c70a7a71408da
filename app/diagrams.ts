import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBrowser } from './diagrams/browser.js';
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

await withBrowser(async (browser) => {
  for (const id of ids.filter((each) => asked.length === 0 || asked.includes(each)).sort()) {
    const place = path.join(folder, id);
    const xml = await readFile(path.join(place, `${id}.bpmn`), 'utf8');
    const picture = await drawDiagram(browser, path.join(root, 'node_modules'), xml, 2);
    await writeFile(path.join(place, `${id}.png`), picture);
    await refreshReadme(path.join(place, 'README.md'), await readDiagram(xml));
    console.log(`${id}: ${String(Math.ceil(picture.length / 1024))} KB`);
  }
});
