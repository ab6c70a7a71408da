import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../app/browser/launch-browser.js';

const fontFolder = fileURLToPath(new URL('../../node_modules/@fontsource-variable/noto-sans-sc/', import.meta.url));
/** `looksOf` draws a character in a font; two characters that the font lacks look the same (an empty box). */
const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="stylesheet" href="/font/index.css">
<title>征收公告</title><h1>宝山区房屋征收公告</h1><canvas></canvas><script>
  async function looksOf(character, font) {
    await document.fonts.load('48px ' + font, character);
    const canvas = document.querySelector('canvas');
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.font = '48px ' + font;
    context.fillText(character, 10, 80);
    return canvas.toDataURL();
  }
</script></html>`;

describe('the browser of the tests', () => {
  let server: Server;
  let browser: Browser;
  let browserPage: Page;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = request.url ?? '/';
      if (!url.startsWith('/font/')) return response.setHeader('content-type', 'text/html').end(page);
      const type = url.endsWith('.css') ? 'text/css' : 'font/woff2';
      return void readFile(path.join(fontFolder, url.replace('/font/', ''))).then((file) =>
        response.setHeader('content-type', type).end(file),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('expected a TCP port');
    browser = await launchBrowser();
    browserPage = await browser.newPage();
    await browserPage.goto(`http://127.0.0.1:${address.port}/`);
  });

  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  });

  function looksOf(character: string, font: string): Promise<unknown> {
    return browserPage.evaluate(`looksOf(${JSON.stringify(character)}, ${JSON.stringify(font)})`);
  }

  it('opens a page and reads its Chinese heading', async () => {
    await expect(browserPage.title()).resolves.toBe('征收公告');
    await expect(browserPage.getByRole('heading', { name: '宝山区房屋征收公告' }).isVisible()).resolves.toBe(true);
  });

  it('draws Chinese characters with the font that the page brings', async () => {
    const first = await looksOf('征', '"Noto Sans SC Variable"');
    await expect(looksOf('收', '"Noto Sans SC Variable"')).resolves.not.toBe(first);
  });

  it('shows nothing but boxes without that font, so that a page that forgets it is found out', async () => {
    const first = await looksOf('征', 'sans-serif');
    await expect(looksOf('收', 'sans-serif')).resolves.toBe(first);
  });
});
