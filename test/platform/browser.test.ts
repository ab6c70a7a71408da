import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.js';

const fontFolder = fileURLToPath(new URL('../../node_modules/@fontsource-variable/noto-sans-sc/', import.meta.url));
const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="stylesheet" href="/font/index.css">
<title>征收公告</title><h1>宝山区房屋征收公告</h1></html>`;

/** How a character looks in this font: two characters that the font lacks look the same (an empty box). */
function looksOf(browserPage: Page, character: string, font: string): Promise<string> {
  return browserPage.evaluate(
    async ([text, family]) => {
      await document.fonts.load(`48px ${family}`, text);
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      if (!context) throw new Error('expected a canvas to draw on');
      context.font = `48px ${family}`;
      context.fillText(text, 10, 80);
      return canvas.toDataURL();
    },
    [character, font] as const,
  );
}

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
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('opens a page and reads its Chinese heading', async () => {
    await expect(browserPage.title()).resolves.toBe('征收公告');
    await expect(browserPage.getByRole('heading', { name: '宝山区房屋征收公告' }).isVisible()).resolves.toBe(true);
  });

  it('draws Chinese characters with the font that the page brings', async () => {
    const font = '"Noto Sans SC Variable"';
    const [first, second] = [await looksOf(browserPage, '征', font), await looksOf(browserPage, '收', font)];
    expect(first).not.toBe(second);
  });

  it('shows nothing but boxes without that font, so that a page that forgets it is found out', async () => {
    const [first, second] = [
      await looksOf(browserPage, '征', 'sans-serif'),
      await looksOf(browserPage, '收', 'sans-serif'),
    ];
    expect(first).toBe(second);
  });
});
