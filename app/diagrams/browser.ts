import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { chromium, type Browser } from 'playwright-core';

/**
 * Runs `work` with a headless browser that is unpacked into a folder of its own and removed afterwards: the package
 * would silently reuse a browser, perhaps another version, that it finds in the shared temporary folder.
 */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'diagram-browser-'));
  process.env['TMPDIR'] = folder;
  // Asks the package for the few system libraries that a machine without a desktop lacks.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const browser = await chromium.launch({
      executablePath: await packaged.executablePath(),
      args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    });
    try {
      return await work(browser);
    } finally {
      await browser.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
