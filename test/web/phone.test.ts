import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../app/browser/launch-browser.js';
import { buildPages, type BuiltPages } from './built-pages.js';
import { startFixtureApi, type FixtureApi } from './fixture-api.js';
import { id } from './fixture-facts.js';
import { REVIEW_TASK, SURVEY_TASK } from './fixture-tasks.js';
import { open, PHONE, visit, type Visitor } from './visitor.js';

/** On the site there is a phone, upright: what is done there has to fit it, without a second screen. */
describe('approval at the site, on a phone (R-39)', () => {
  let pages: BuiltPages;
  let browser: Browser;
  let api: FixtureApi;
  let visitor: Visitor;
  let page: Page;
  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await pages.remove();
  });
  beforeEach(async () => {
    api = await startFixtureApi(pages.folder);
    visitor = await visit(browser, api.url, 'staff', PHONE);
    ({ page } = visitor);
  });
  afterEach(async () => {
    expect(await page.evaluate('pageChecks.tooWide()')).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
    await api.close();
  });
  const sentTo = (path: string) => api.sent.filter((request) => request.path === path).map((request) => request.body);

  it('finds the case in the workbench and approves its file bag, all papers before it', async () => {
    await open(page, '/workbench');
    await page
      .getByRole('link', { name: /项目主管复核/ })
      .first()
      .click();
    await page.getByRole('heading', { name: '项目主管复核' }).waitFor();
    await page.locator('.verdict-form .fjs-powered-by').waitFor();
    expect(await page.locator('main').innerText()).toContain('件袋');
    await page.getByLabel('通过', { exact: true }).check();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: '确定提交' }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(sentTo(`/tasks/${REVIEW_TASK}/completion`)).toMatchObject([{ verdict: 'approved' }]);
  }, 60_000);

  it('enters one of the two officers records beside the house', async () => {
    await open(page, `/tasks/${SURVEY_TASK}`);
    await page.locator('input[name=measuredAreaSqm]').fill('18.33');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: '确定提交' }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(sentTo(`/households/${id(1)}/area-surveys`)).toHaveLength(1);
  }, 60_000);

  it('reads how a special problem was judged and puts one to the panel (R-31, R-43)', async () => {
    await open(page, `/cases/${id(1)}`);
    await page.getByRole('tab', { name: '公信评议' }).click();
    await page.getByText('评议通过').waitFor();
    await page.getByText('提请公信评议', { exact: true }).click();
    await page.getByRole('button', { name: '提请评议' }).click();
    await page.getByText('请填写内容。').first().waitFor();
    await page.locator('textarea[name=circumstances]').fill('户籍迁入较晚');
    await page.locator('input[name=question]').fill('可否享受困难补助');
    await page.locator('textarea[name=treatment]').fill('按方案给予补助');
    await page.getByRole('button', { name: '提请评议' }).click();
    await page.getByText('已提请公信评议').waitFor();
    expect(sentTo(`/households/${id(1)}/special-problems`)).toEqual([
      { problem: 'area', circumstances: '户籍迁入较晚', question: '可否享受困难补助', treatment: '按方案给予补助' },
    ]);
    await page.getByRole('tab', { name: '搬迁交房' }).click();
    await page.getByText('交房日期').waitFor();
  }, 60_000);
});
