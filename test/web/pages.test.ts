import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../app/browser/launch-browser.js';
import { buildPages, type BuiltPages } from './built-pages.js';
import { startFixtureApi, type FixtureApi } from './fixture-api.js';
import { id } from './fixture-facts.js';
import { allTasks } from './fixture-tasks.js';
import { DESKTOP, open, PHONE, visit, type Visitor, type Who } from './visitor.js';

const PAGES: readonly (readonly [name: string, path: string, who: Who])[] = [
  ['sign-in', '/login', 'nobody'],
  ['sign-in of a household', '/login?as=household', 'nobody'],
  ['public board', '/board', 'nobody'],
  ['check of a signed file', '/check', 'nobody'],
  ['notice', `/board/${id(50)}`, 'nobody'],
  ['decision to expropriate, before it is published', `/tracks/${id(95)}/expropriation`, 'nobody'],
  ['ballots of a vote, counted again (R-18)', `/votes/${id(97)}/records`, 'nobody'],
  ['draws', '/draws', 'nobody'],
  ['draw', `/draws/${id(1)}`, 'nobody'],
  ['ballots of the yearly review', '/ballot', 'nobody'],
  ['workbench', '/workbench', 'staff'],
  ['household register', '/households', 'staff'],
  ['case', `/cases/${id(1)}`, 'staff'],
  ['projects', '/projects', 'staff'],
  ['project', `/projects/${id(100)}`, 'staff'],
  ['decision to expropriate', `/tracks/${id(95)}/expropriation`, 'staff'],
  ['payments', '/payments', 'staff'],
  ['payment list', `/payments/${id(70)}`, 'staff'],
  ['book of the special account', `/projects/${id(100)}/account-book`, 'staff'],
  ['registers', '/registers', 'staff'],
  ['register', '/registers/problems', 'staff'],
  ['inspections', '/inspections', 'staff'],
  ['inspection', `/inspections/${id(1)}`, 'staff'],
  ['meetings', '/meetings', 'staff'],
  ['firm reviews', '/firm-reviews', 'staff'],
  ['ledger', '/ledger', 'staff'],
  ['staff', '/staff', 'staff'],
  ['clock', '/clock', 'staff'],
  ...allTasks().map((task) => [`task ${task.act}`, `/tasks/${task.taskKey}`, 'staff'] as const),
  ['own page of a household', '/my-home', 'household'],
  ['notice for a household', `/board/${id(50)}`, 'household'],
  ['page of the owner of a let house', '/my-house', 'owner'],
];

describe('every page, in a browser that has no Chinese font of its own', () => {
  let pages: BuiltPages;
  let api: FixtureApi;
  let browser: Browser;

  beforeAll(async () => {
    pages = await buildPages();
    api = await startFixtureApi(pages.folder);
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
    await pages.remove();
  });

  const visitors = new Map<Who, Visitor>();
  const visitorFor = async (who: Who): Promise<Visitor> => {
    const visitor = visitors.get(who) ?? (await visit(browser, api.url, who));
    visitors.set(who, visitor);
    return visitor;
  };

  it.each(PAGES)(
    '%s is readable, strong enough in contrast, named for screen readers, fits a phone and complains of nothing',
    async (_name, path, who) => {
      const { page, complaints } = await visitorFor(who);
      complaints.length = 0;
      for (const viewport of [DESKTOP, PHONE]) {
        await page.setViewportSize(viewport);
        if (viewport === DESKTOP) await open(page, path);
        expect(await page.evaluate('pageChecks.tooWide()')).toBe(0);
        expect(await page.evaluate('pageChecks.unreadable()')).toEqual([]);
        expect(await page.evaluate('pageChecks.pale()')).toEqual([]);
        expect(await page.evaluate('pageChecks.nameless()')).toEqual([]);
      }
      expect(await page.evaluate('pageChecks.failures()')).toEqual([]);
      expect(await page.evaluate('pageChecks.unfinished()')).toEqual([]);
      expect(complaints).toEqual([]);
    },
    30_000,
  );

  it.each([
    ['an address that is not there', '/nowhere', 'nobody'],
    ['a task that is over', '/tasks/999', 'staff'],
  ] as const)('does not take %s for a page', async (_name, path, who) => {
    const { page } = await visitorFor(who);
    await open(page, path);
    expect(await page.evaluate('pageChecks.failures()')).toHaveLength(1);
    for (const check of ['unreadable', 'pale', 'nameless']) {
      expect(await page.evaluate(`pageChecks.${check}()`)).toEqual([]);
    }
  });

  it('adds to a register and puts right what stands there, with what is missing said at the field', async () => {
    const { page, complaints, leave } = await visit(browser, api.url, 'staff');
    await open(page, '/registers/problems');
    await page.getByRole('button', { name: '登记问题和措施' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('请填写“措施”。').waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '更正' }).click();
    await page.locator('textarea[name="measure"]').fill('公示无误后再协商');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { name: '更正：登记问题和措施' }).waitFor({ state: 'detached' });
    const { body } = api.sent.at(-1) ?? {};
    expect(body).toMatchObject({ corrects: id(30), values: { problem: '问题一', measure: '公示无误后再协商' } });
    expect(complaints).toEqual([]);
    await leave();
  });

  it('draws the diagram with the current step marked, labels in the bundled font, and opens a called instance', async () => {
    const { page, complaints, leave } = await visit(browser, api.url, 'staff');
    await open(page, `/cases/${id(1)}`);
    const current = page.locator('[data-element-id="Task_DetermineArea"]');
    await current.waitFor();
    expect(await current.getAttribute('class')).toContain('case-active');
    expect(await page.locator('[data-element-id="Task_SurveyFirst"]').getAttribute('class')).toContain('case-done');
    const font = await page.evaluate(
      `getComputedStyle(document.querySelector('[data-element-id="Task_DetermineArea"] text')).fontFamily`,
    );
    expect(font).toContain('Noto Sans SC Variable');
    expect(await page.getByText('当前步骤：').locator('..').innerText()).toContain('认定房屋面积');

    await page.getByRole('button', { name: /^户案/ }).click();
    const call = page.locator('[data-element-id="Call_AreaDetermination"]');
    await call.locator('.djs-hit').first().click({ force: true });
    await page.locator('[data-element-id="Task_DetermineArea"]').waitFor();
    expect(complaints).toEqual([]);
    await leave();
  }, 30_000);

  it('keeps the watermark of bpmn.io on diagrams and forms', async () => {
    const { page, leave } = await visit(browser, api.url, 'staff');
    await open(page, `/cases/${id(1)}`);
    await page.locator('.bjs-powered-by').waitFor({ state: 'visible' });
    await open(page, '/tasks/106');
    await page.locator('.fjs-powered-by').waitFor({ state: 'visible' });
    expect(await page.locator('.fjs-powered-by-link').getAttribute('href')).toContain('bpmn.io');
    await leave();
  }, 30_000);
});
