import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Route } from 'playwright-core';

const ORIGIN = 'http://diagrams.invalid';
const FONT = 'Noto Sans SC Variable';
const PARTS: Readonly<Record<string, string>> = {
  '/font/': '@fontsource-variable/noto-sans-sc/',
  '/bpmn-js/': 'bpmn-js/dist/',
};
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
};

/** The font must be there before bpmn-js measures the labels, or every line breaks in the wrong place. */
const PAGE = `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/font/index.css"><link rel="stylesheet" href="/bpmn-js/assets/bpmn-js.css">
<style>body{margin:0;background:#fff} #canvas{width:400px;height:300px} .djs-label{letter-spacing:0}</style>
<div id="canvas"></div><script src="/bpmn-js/bpmn-viewer.production.min.js"></script><script>
async function draw(xml, text, margin) {
  await document.fonts.load('12px "${FONT}"', text);
  const fontFamily = '"${FONT}", sans-serif';
  const viewer = new BpmnJS({
    container: '#canvas',
    textRenderer: { defaultStyle: { fontFamily }, externalStyle: { fontFamily } },
  });
  const { warnings } = await viewer.importXML(xml);
  const canvas = viewer.get('canvas');
  const { inner } = canvas.viewbox();
  const size = { width: Math.ceil(inner.width) + 2 * margin, height: Math.ceil(inner.height) + 3 * margin };
  Object.assign(document.querySelector('#canvas').style, { width: size.width + 'px', height: size.height + 'px' });
  canvas.resized();
  canvas.viewbox({ x: inner.x - margin, y: inner.y - margin, ...size });
  return { ...size, warnings: warnings.map(String) };
}
</script>`;

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly warnings: readonly string[];
}

/** Draws a diagram as bpmn-js shows it and returns the picture as PNG, `scale` pixels per diagram unit. */
export async function drawDiagram(browser: Browser, modules: string, xml: string, scale: number): Promise<Buffer> {
  const context = await browser.newContext({ deviceScaleFactor: scale });
  try {
    const page = await context.newPage();
    await page.route('**/*', (route) => serve(route, modules));
    await page.goto(`${ORIGIN}/`);
    const letters = JSON.stringify([...new Set(xml)].join(''));
    const drawn = await page.evaluate<Drawn>(`draw(${JSON.stringify(xml)}, ${letters}, 12)`);
    if (drawn.warnings.length > 0) throw new Error(`bpmn-js: ${drawn.warnings.join('; ')}`);
    await page.setViewportSize({ width: drawn.width, height: drawn.height });
    return await page.locator('#canvas').screenshot({ animations: 'disabled' });
  } finally {
    await context.close();
  }
}

/** The page asks for nothing but the installed font and bpmn-js: no server, no network. */
async function serve(route: Route, modules: string): Promise<void> {
  const url = new URL(route.request().url());
  if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
  const part = Object.keys(PARTS).find((prefix) => url.pathname.startsWith(prefix));
  if (url.origin !== ORIGIN || part === undefined) return route.abort();
  const body = await readFile(path.join(modules, PARTS[part] ?? '', url.pathname.slice(part.length)));
  return route.fulfill({ contentType: TYPES[path.extname(url.pathname)] ?? 'application/octet-stream', body });
}
