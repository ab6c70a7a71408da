import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../app/samples/accounts.js';
import { registerLine, registerOf } from '../api/api-under-test.js';
import { launchBrowser } from '../../app/browser/launch-browser.js';
import { launchSampleProject } from '../factories/launch.js';
import { startApplication, type Application } from './application.js';
import { buildPages, type BuiltPages } from './built-pages.js';
import { open, visit, type Visitor } from './visitor.js';
import { smallPdf } from '../helpers/small-pdf.js';

const REGISTER = registerOf(registerLine('0001'));

describe('a household at the pages of the running application', () => {
  let pages: BuiltPages;
  let application: Application;
  let browser: Browser;
  const visitors = new Map<string, Visitor>();

  /** The page of this account, signed in at its first use through the page itself. */
  async function as(username: string): Promise<Page> {
    const known = visitors.get(username);
    if (known) return known.page;
    const visitor = await visit(browser, application.url);
    visitors.set(username, visitor);
    const { page } = visitor;
    await page.goto('/login');
    await page.locator('input[name=username]').fill(username);
    await page.locator('input[name=password]').fill(SAMPLE_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出登录' }).waitFor();
    return page;
  }
  async function claim(page: Page, label: string): Promise<void> {
    await page.goto('/workbench');
    await page.getByRole('tab', { name: /可领取任务/ }).click();
    const card = page.getByRole('listitem').filter({ hasText: label });
    await card.getByRole('button', { name: '领取', disabled: false }).first().click();
    await page.getByRole('heading', { name: '办理', exact: true }).waitFor();
  }
  async function submit(page: Page): Promise<void> {
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('button', { name: '确定提交' }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
  }
  async function survey(username: string): Promise<void> {
    const page = await as(username);
    await claim(page, '实测房屋面积');
    await page.locator('input[name=measuredAreaSqm]').fill('18.33');
    await submit(page);
  }

  beforeAll(async () => {
    pages = await buildPages();
    application = await startApplication(pages.folder);
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await application.stop();
    await pages.remove();
  });

  it('begins with a project that the district registers and a register that the town imports', async () => {
    const district = await as('district');
    await district.goto('/projects');
    await district.getByRole('button', { name: '登记项目' }).click();
    await district.locator('input[name=code]').fill('BS-2021-01');
    await district.locator('input[name=name]').fill('示例路旧改项目');
    await district.locator('input[name=averagePriceYuan]').fill('25861.08');
    await district.getByRole('button', { name: '登记', exact: true }).click();
    await district.getByRole('link', { name: '示例路旧改项目' }).waitFor();

    const town = await as('town-a');
    await town.goto('/projects');
    await town.getByRole('link', { name: '示例路旧改项目' }).click();
    const give = async (csv: string): Promise<void> => {
      const file = { name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'utf8') };
      await town.getByLabel('户册文件').setInputFiles(file);
      await town.getByRole('button', { name: '导入', exact: true }).click();
    };
    await give(`${REGISTER}broken\n`);
    await town.getByText('没有导入任何一户').waitFor();
    expect(await town.getByRole('table', { name: '户册文件中的错误' }).innerText()).toContain('3');
    await give(REGISTER);
    await town.getByText('已导入 1 户').first().waitFor();
    // The other people of the launch have done their part; its first task is still the town's.
    await application.database.transaction(async (tx) => {
      const [project] = await tx.query<{ id: string }>('SELECT id FROM project');
      await launchSampleProject(tx, project?.id ?? '');
    });
  }, 60_000);

  it('has its project drawn by the town in a form, shown what is wrong at its field, with a paper', async () => {
    const town = await as('town-a');
    await claim(town, '划定项目范围');
    await town.getByRole('button', { name: '提交', exact: true }).click();
    await town.getByText('请填写“四至范围”。').waitFor();
    await town.locator('textarea[name=boundary]').fill('东至甲路，西至乙路，南至丙路，北至丁路');
    await town.locator('select[name=land]').selectOption('state');
    await town.locator('input[name=area]').fill('5200.5');
    await town.locator('input[name=householdsExpected]').fill('0');
    await town.locator('.el-radio').filter({ hasText: /^是$/ }).click();
    await town.locator('input[name=launchFunds]').fill('1000000.00');
    const map = { name: '范围图.pdf', mimeType: 'application/pdf', buffer: smallPdf('map') };
    await town.getByRole('button', { name: '范围图' }).setInputFiles(map);
    await town.getByText('已上传：').waitFor();
    await town.getByRole('button', { name: '提交', exact: true }).click();
    await town.getByRole('button', { name: '确定提交' }).click();
    await town.getByText('请填写 1 到 100000 之间的整数').first().waitFor();
    await town.locator('input[name=householdsExpected]').fill('40');
    await submit(town);

    const district = await as('district');
    await claim(district, '核准项目范围');
    await district.getByText('东至甲路，西至乙路').waitFor();
    await district.getByRole('link', { name: /范围图|map/ }).waitFor();
  }, 60_000);

  it('is surveyed by two officers, of whom the first may not take the second survey as well', async () => {
    await survey('field-a');
    const first = await as('field-a');
    await first.getByRole('tab', { name: /可领取任务/ }).click();
    const other = first.getByRole('listitem').filter({ hasText: '实测房屋面积' });
    await other.waitFor();
    expect(await other.getByRole('button', { name: '领取' }).isDisabled()).toBe(true);
    expect(await other.innerText()).toMatch(/SD2|R-42/);
    await survey('field-b');
  }, 60_000);

  it('moves on the diagram while somebody watches, without a reload', async () => {
    const watcher = await as('audit');
    await watcher.goto('/households');
    await watcher.getByRole('row').filter({ hasText: '0001' }).getByRole('link').first().click();
    await watcher.getByText('当前步骤：').waitFor();
    await watcher.locator('[data-element-id="Task_DetermineArea"].case-active').waitFor();

    const officer = await as('determine-a');
    await claim(officer, '认定房屋面积');
    await officer.locator('textarea[name=basis]').fill('租用公房凭证与两次实测相符');
    await submit(officer);
    await watcher.locator('[data-element-id="Task_DetermineArea"].case-done').waitFor();
    await watcher.getByText('租用公房凭证与两次实测相符').waitFor();
  }, 60_000);

  it('appears masked on the public board once two people have let the notice out', async () => {
    const town = await as('town-a');
    await claim(town, '核对脱敏');
    await submit(town);
    const checker = await as('checker');
    await claim(checker, '审核公示');
    await checker.getByRole('radio').first().check();
    await submit(checker);

    const { page } = await visit(browser, application.url);
    await page.goto('/board');
    const notice = page.getByRole('link', { name: /面积认定公示/ }).first();
    for (let looks = 0; looks < 20 && !(await notice.isVisible()); looks += 1) {
      await page.reload();
      await page.getByRole('heading', { name: /正在公示/ }).waitFor();
    }
    expect(await page.getByRole('main').innerText()).toMatch(/还剩 \d+ 天/);
    await notice.click();
    const table = await page.getByRole('table').innerText();
    expect(table).toContain('BS-2021-01-0001');
    // The open web sees no name, no address, no area (RULES part 8, first tier).
    expect(await page.getByRole('main').innerText()).not.toMatch(/住户|甲路|18\.33/);
    await page.getByRole('link', { name: '登录' }).last().waitFor();
  }, 60_000);

  it('lets the household in with the code an officer handed over, and takes its objection', async () => {
    const officer = await as('field-a');
    await officer.goto('/households');
    await officer.getByRole('row').filter({ hasText: '0001' }).getByRole('link').first().click();
    await officer.getByRole('button', { name: '发放查询码' }).click();
    await officer.getByRole('button', { name: '生成新查询码' }).click();
    const words = officer.getByText(/查询码只显示这一次/);
    await words.waitFor();
    const [, caseNumber = '', code = ''] = /案号 (\S+)，查询码 (\S+)。查询码只/.exec(await words.innerText()) ?? [];

    const { page, complaints } = await visit(browser, application.url);
    await page.goto('/login?as=household');
    await page.locator('input[name=caseNumber]').fill(caseNumber);
    await page.locator('input[name=accessCode]').fill(code);
    await page.keyboard.press('Enter');
    await page.getByText('您家的认定面积正在公示。').waitFor();
    await page
      .getByRole('link', { name: /面积认定公示/ })
      .first()
      .click();
    // Within the scope: address, area, and the name masked (second tier).
    const shown = await page.getByRole('table', { name: /示例路旧改项目/ }).innerText();
    expect(shown).toContain('18.33');
    expect(shown).toContain('甲路 0001 号');
    expect(shown).not.toContain('住户0001');
    await page.getByRole('link', { name: '我的家' }).click();
    await page.locator('textarea[name=objection]').fill('公示面积未计入阁楼');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('您的异议已收到').waitFor();
    expect(complaints).toEqual([]);

    const determiner = await as('determine-b');
    await claim(determiner, '处理异议');
    expect(await determiner.getByRole('main').innerText()).toContain('公示面积未计入阁楼');
    await determiner.locator('textarea[name=answer]').fill('阁楼净高不足，不计入建筑面积。');
    await determiner.getByLabel('异议不成立').check();
    await submit(determiner);
    await page.getByText('公示、异议与意见').click();
    await page.getByText('阁楼净高不足，不计入建筑面积。').waitFor();
  }, 60_000);

  it.each(['administrator', 'audit', 'field-a'])(
    'offers %s no page in the menu that shows an error',
    async (username) => {
      const page = await as(username);
      const links = page.locator('#navigation a');
      const paths = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
      expect(paths.length).toBeGreaterThan(1);
      for (const path of paths) {
        await open(page, path ?? '');
        expect([path, await page.evaluate('pageChecks.failures()')]).toEqual([path, []]);
      }
    },
    60_000,
  );

  it('never made a page complain to the console, refusals apart', () => {
    const complaints = [...visitors.values()].flatMap((visitor) => visitor.complaints);
    // Only a form of an entry is refused at its fields; a 400 of any other call is a fault of the page.
    const refusal = /status of (?:409|422)|status of 400 .*\/api\/tasks\/\d+\/entry$/;
    const unexpected = complaints.filter((text) => !refusal.test(text));
    expect(unexpected).toEqual([]);
  });
});
