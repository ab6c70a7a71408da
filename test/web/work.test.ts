import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../app/browser/launch-browser.js';
import { sha256 } from '../../rules/draw/sha256.js';
import { buildPages, type BuiltPages } from './built-pages.js';
import { startFixtureApi, type FixtureApi } from './fixture-api.js';
import { id, LET_HOUSE, letCase } from './fixture-facts.js';
import { DENIED_TASK, REVIEW_TASK, SURVEY_TASK } from './fixture-tasks.js';
import { open, visit, type Visitor, type Who } from './visitor.js';

/** Presses Tab until the focus is on an element whose text or name fits; a page without a way there fails. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(
      `(() => { const it = document.activeElement; return [it.name, it.value, it.ariaLabel, it.textContent].join(' '); })()`,
    );
    if (String(found).includes(wanted)) return;
  }
  throw new Error(`the Tab key never comes to "${wanted}"`);
}

describe('work at the pages', () => {
  let pages: BuiltPages;
  let browser: Browser;
  let api: FixtureApi;
  let visitor: Visitor;
  const enter = async (who: Who): Promise<Page> => {
    visitor = await visit(browser, api.url, who);
    return visitor.page;
  };
  const sentTo = (path: string) => api.sent.filter((request) => request.path === path).map((request) => request.body);

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
  });
  afterEach(async () => {
    await visitor.leave();
    await api.close();
  });

  it('recomputes a draw in the browser, and sends of a party its commitment alone until it shows its number (R-70)', async () => {
    const page = await enter('staff');
    await open(page, `/draws/${id(1)}`);
    await page.getByRole('button', { name: '在本机重算' }).click();
    await page.getByText('均已在本机重算一致').waitFor();
    await open(page, '/inspections');
    await page.getByLabel('本方的数').fill('3 5 1 6');
    await page.getByRole('button', { name: '承诺' }).click();
    await page.getByText('请抄存盐和数').waitFor();
    const [sent] = sentTo(`/draws/${id(121)}/commitment`);
    const kept = await page.evaluate<string>(`localStorage.getItem('draw:${id(121)}')`);
    expect(kept).toMatch(/^[0-9a-f]{32}:3 5 1 6$/);
    expect(sent).toEqual({ commitment: sha256(kept) });
  });

  it('goes from sign-in over a task to its completion with the keyboard alone', async () => {
    const page = await enter('nobody');
    await open(page, '/workbench');
    expect(page.url()).toContain('/login?next=/workbench');
    await tabTo(page, 'username');
    await page.keyboard.type('demo');
    await tabTo(page, 'password');
    await page.keyboard.type('correct');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '工作台' }).waitFor();

    await tabTo(page, '办理 实测房屋面积');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '实测房屋面积' }).waitFor();
    await page.locator('.fjs-powered-by').waitFor();
    await tabTo(page, 'measuredAreaSqm');
    await page.keyboard.type('18.33');
    await tabTo(page, '提交');
    await page.keyboard.press('Enter');
    await page.getByText('提交后记入台账').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '工作台' }).waitFor();

    expect(sentTo(`/households/${id(1)}/area-surveys`)).toEqual([{ taskKey: SURVEY_TASK, measuredAreaSqm: '18.33' }]);
    expect(sentTo(`/tasks/${SURVEY_TASK}/completion`)).toEqual([{}]);
    expect(visitor.complaints).toEqual([]);
  }, 60_000);

  it('shows in the ledger what was done and why something was refused', async () => {
    const page = await enter('staff');
    await open(page, `/cases/${id(1)}`);
    await page.getByRole('tab', { name: /台账/ }).click();
    const ledger = await page.getByRole('table', { name: '台账' }).innerText();
    expect(ledger).toContain('事项办理：实测房屋面积');
    expect(ledger).toContain('事项被拒：认定房屋面积');
    expect(ledger).toContain('原因：同一人不得兼办不相容的事项');
  }, 60_000);

  it('shows a household the papers of its own file bag', async () => {
    const page = await enter('household');
    await open(page, '/my-home');
    await page.getByText('我家的材料').click();
    const papers = page.getByRole('table', { name: '件袋材料' });
    await papers.waitFor();
    expect(await papers.getByRole('link').first().getAttribute('href')).toContain(
      `/api/households/${id(1)}/documents/`,
    );
    expect(await papers.innerText()).not.toContain('归入人');
  }, 60_000);

  it('signs in with one click as somebody of the sample project, whose organisation stands above', async () => {
    const page = await enter('nobody');
    await open(page, '/login');
    await page.getByRole('heading', { name: '示例街镇' }).waitFor();
    await page.getByRole('button', { name: /经办甲\s*经办人/ }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(sentTo('/session')).toEqual([{ username: 'demo', password: 'correct' }]);
  }, 60_000);

  it('shows why a completion is denied, clause by clause, and keeps what was typed', async () => {
    const page = await enter('staff');
    await open(page, `/tasks/${DENIED_TASK}`);
    await page.locator('textarea[name=basis]').fill('两次实测相符，凭证可以印证');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: '确定提交' }).click();

    const refusal = page.getByTestId('refusal');
    await refusal.waitFor();
    const said = await refusal.innerText();
    expect(said).toContain('您实测过本户的面积，不能再认定同一户的面积。');
    expect(said).toContain('SD1 · 实测与认定不得为同一人');
    expect(said).toContain('接下来：本事项须由其他符合条件的人员办理');
    expect(await page.locator('textarea[name=basis]').inputValue()).toBe('两次实测相符，凭证可以印证');

    await page.reload();
    expect(await page.locator('textarea[name=basis]').inputValue()).toBe('两次实测相符，凭证可以印证');
  }, 60_000);

  it('sends nothing while something is missing, and says what', async () => {
    const page = await enter('staff');
    await open(page, `/tasks/${SURVEY_TASK}`);
    await page.locator('input[name=measuredAreaSqm]').fill('18.333');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('请填写面积（平方米），最多两位小数').first().waitFor();
    await open(page, `/tasks/${REVIEW_TASK}`);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('此项必填。').first().waitFor();
    expect(api.sent.filter((request) => request.method === 'POST' && request.path.startsWith('/tasks'))).toEqual([]);
  }, 60_000);

  it('sends a return with its reason and note, and nothing else of the form', async () => {
    const page = await enter('staff');
    await open(page, `/tasks/${REVIEW_TASK}`);
    await page.getByLabel('退回', { exact: true }).check();
    await page.getByLabel('c 证据链不完整').check();
    await page.locator('.fjs-textarea').fill('缺户籍资料');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: '确定提交' }).click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(sentTo(`/tasks/${REVIEW_TASK}/completion`)).toEqual([
      { verdict: 'returned', returnReason: 'c', note: '缺户籍资料' },
    ]);
  }, 60_000);

  it('asks to sign in again when the session is over, and comes back to the same page with the same words', async () => {
    const page = await enter('staff');
    await open(page, `/tasks/${SURVEY_TASK}`);
    await page.locator('input[name=measuredAreaSqm]').fill('18.33');
    api.dropSessions();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: '确定提交' }).click();
    await page.getByText('登录已过期').waitFor();
    await page.locator('input[name=username]').fill('demo');
    await page.locator('input[name=password]').fill('correct');
    await page.keyboard.press('Enter');
    await page.locator('input[name=measuredAreaSqm]').waitFor();
    expect(await page.locator('input[name=measuredAreaSqm]').inputValue()).toBe('18.33');
  }, 60_000);

  it('says why a task may not be claimed', async () => {
    const page = await enter('staff');
    await open(page, '/tasks/202');
    expect(await page.locator('main').innerText()).toContain('您已作为经办人参与本户协商，不能审批同一户。');
    expect(await page.getByRole('button', { name: '领取本任务' }).count()).toBe(0);
  }, 60_000);

  it('asks the API for what is typed and for what is late, and says when there is nothing', async () => {
    const page = await enter('staff');
    await open(page, '/workbench');
    await page.getByLabel('只看逾期').check();
    await page.getByRole('tab', { name: '我的任务（1）' }).waitFor();
    expect(await page.locator('.task').innerText()).toContain('已逾期');
    await page.getByLabel('在全部任务中查找').fill('没有这个案号');
    await page.keyboard.press('Enter');
    await page.getByText('没有符合条件的任务').waitFor();
  }, 60_000);

  it('claims a task and opens it', async () => {
    const page = await enter('staff');
    await open(page, '/workbench');
    await page.getByRole('tab', { name: /可领取任务/ }).click();
    await page.getByRole('button', { name: '领取' }).first().click();
    await page.getByRole('heading', { name: '办理' }).waitFor();
    expect(page.url()).toContain('/tasks/201');
    expect(sentTo('/tasks/201/claim')).toHaveLength(1);
  }, 60_000);

  it('shows every wrong cell of a register with its row and column, and says that nothing was imported', async () => {
    const page = await enter('staff');
    await open(page, `/projects/${id(100)}`);
    await page.getByLabel('户册文件').setInputFiles({
      name: 'register.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('number,address\n001,示例路\n', 'utf8'),
    });
    await page.getByRole('button', { name: '导入' }).click();
    await page.getByText('没有导入任何一户：发现 2 处错误。').waitFor();
    const table = await page.getByRole('table', { name: '户册文件中的错误' }).innerText();
    expect(table).toMatch(/12\s+unitPrice\s+单价应为最多两位小数的数字。/);
    expect(table).toMatch(/15\s+address\s+缺少地址。/);
  }, 60_000);

  it('lets a household sign only after it has read and consented, and signs the content it was shown', async () => {
    const page = await enter('household');
    await open(page, '/my-home');
    await page.getByRole('button', { name: '签署协议' }).click();
    await page.getByText('请先阅读全文并勾选以上两项').waitFor();
    await page.getByText('我已阅读协议全文').click();
    await page.getByText('我同意使用电子签名').click();
    await page.getByRole('button', { name: '签署协议' }).click();
    await page.getByRole('button', { name: '确定签署' }).click();
    await page.getByText('已签署。').waitFor();
    expect(sentTo(`/agreements/${id(41)}/household-signature`)).toEqual([
      { contentHash: 'b'.repeat(64), consent: true },
    ]);
  }, 60_000);

  it('takes the owner’s signature on paper from the officer, with its scan and where the paper lies (R-48)', async () => {
    const page = await enter('staff');
    await open(page, `/cases/${LET_HOUSE}`);
    await page.getByRole('tab', { name: '协议与签字' }).click();
    await page.getByText('房屋产权人要求在纸上签署的，在此登记').click();
    await page.getByRole('button', { name: '登记纸质签署' }).click();
    await page.getByText('请选择房屋产权人签字的扫描件。').waitFor();
    await page.getByLabel('签字的扫描件').selectOption({ label: '产权人签字页.pdf' });
    await page.getByLabel('原件存放处').fill('某镇档案室');
    await page.getByRole('button', { name: '登记纸质签署' }).click();
    await page.getByText('已登记房屋产权人的纸质签署，接下来由两名经办人签字').waitFor();
    const documentId = letCase.documents[0]?.id;
    expect(sentTo(`/agreements/${id(41)}/paper-signature`)).toEqual([
      { contentHash: 'b'.repeat(64), documentId, keptAt: '某镇档案室', party: 'owner' },
    ]);
  }, 60_000);

  it('lets the owner of a let house sign the same content, and no page of a household open to him', async () => {
    const page = await enter('owner');
    await open(page, '/my-home');
    expect(page.url()).toContain('/my-house');
    await page.getByText('92,089.92').first().waitFor();
    await page.getByText('我已阅读协议全文').click();
    await page.getByText('我同意使用电子签名').click();
    await page.getByRole('button', { name: '签署协议' }).click();
    await page.getByRole('button', { name: '确定签署' }).click();
    await page.getByText('已签署。').waitFor();
    expect(sentTo(`/agreements/${id(41)}/owner-signature`)).toEqual([{ contentHash: 'b'.repeat(64), consent: true }]);
  }, 60_000);

  it('lets a household object to a running notice, and sends it away from pages of the staff', async () => {
    const page = await enter('household');
    await open(page, `/board/${id(50)}`);
    await page.locator('textarea[name=objection]').fill('公示面积未计入阁楼');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('您的异议已收到').waitFor();
    expect(sentTo(`/notices/${id(50)}/objections`)).toEqual([{ text: '公示面积未计入阁楼' }]);
    await open(page, '/households');
    expect(page.url()).toContain('/my-home');
  }, 60_000);

  it('does not follow an address outside these pages after signing in', async () => {
    const page = await enter('nobody');
    await open(page, '/login?next=//example.org/');
    await page.locator('input[name=username]').fill('demo');
    await page.locator('input[name=password]').fill('correct');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    expect(page.url()).toBe(`${api.url}/workbench`);
  }, 60_000);

  it('says what is wrong and what to do when the password is wrong', async () => {
    const page = await enter('nobody');
    await open(page, '/login');
    await page.locator('input[name=username]').fill('demo');
    await page.locator('input[name=password]').fill('guess');
    await page.keyboard.press('Enter');
    await page.getByText('用户名或密码不正确。').waitFor();
    expect(await page.locator('main').innerText()).toContain('请核对后重新登录');
    expect(await page.locator('input[name=username]').inputValue()).toBe('demo');
  }, 60_000);
});
