/** A person at a browser: opens pages, signed in or not, and writes down what the console complains about. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

const CHECKS = fileURLToPath(new URL('page-checks.js', import.meta.url));

export type Who = 'nobody' | 'staff' | 'household' | 'owner';
export interface Visitor {
  readonly page: Page;
  /** Errors of the console and of the page's scripts since the last look. */
  readonly complaints: string[];
  readonly leave: () => Promise<void>;
}

export const DESKTOP = { width: 1280, height: 900 } as const;
export const PHONE = { width: 360, height: 740 } as const;

export async function visit(
  browser: Browser,
  url: string,
  who: Who = 'nobody',
  viewport: { width: number; height: number } = DESKTOP,
): Promise<Visitor> {
  const context = await browser.newContext({ viewport, baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.addInitScript({ path: CHECKS });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => {
    complaints.push(error.message);
  });
  if (who === 'staff') await page.request.post('/api/session', { data: { username: 'demo', password: 'correct' } });
  if (who === 'household' || who === 'owner') {
    const accessCode = who === 'owner' ? 'OWNER' : 'code';
    await page.request.post('/api/household-session', { data: { caseNumber: 'BS-2021-01-001', accessCode } });
  }
  return { page, complaints, leave: () => context.close() };
}

/** Opens an address and waits until its content is there. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1, main .empty, main [role=alert]').first().waitFor();
  await page.locator('.el-skeleton').first().waitFor({ state: 'detached' });
  const form = page.locator('.verdict-form');
  if ((await form.count()) > 0) await form.locator('.fjs-powered-by').waitFor();
}
