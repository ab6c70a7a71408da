import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, MINUTE } from './diagram-walk.js';

const HOUSEHOLD = { projectId: 'p1', householdId: 'h1', caseNumber: '宝征-2026-003-0042' };
const returned = (returnReason: string) => ({ verdict: 'returned', returnReason, note: '请改正' });

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('household-case', 'area-list', 'payment');
});

describe('area determination', () => {
  beforeEach(async () => {
    process = await on.walk.create('area-determination', HOUSEHOLD);
  });

  async function survey(surveysAgree: boolean): Promise<void> {
    await on.decide('Task_SurveyFirst');
    await on.decide('Task_SurveySecond');
    await on.work('compare-area-surveys', { surveysAgree });
  }

  it('measures anew when the two officers differ, and ends with the frozen area', async () => {
    for (const surveyRound of [1, 2]) {
      await survey(false);
      const opened = await on.work('open-survey-round', { surveyRound: surveyRound + 1 });
      expect(opened.variables).toMatchObject({ householdId: 'h1', surveyRound });
    }
    await survey(true);
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['认定房屋面积']);
    await on.decide('Task_DetermineArea', { verdict: 'determined' });
    await on.work('list-determined-area');
    await on.tell('area-frozen', 'h1');
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.root(process)).toMatchObject({ surveyRound: 3 });
  });

  it('measures anew when an objection is upheld', async () => {
    await survey(true);
    await on.decide('Task_DetermineArea', { verdict: 'determined' });
    await on.work('list-determined-area');
    await on.tell('area-objection-upheld', 'h1');
    await on.work('open-survey-round', { surveyRound: 2 });
    expect(on.openTasks).toEqual(['Task_SurveyFirst', 'Task_SurveySecond']);
  });

  it('keeps the words of one person from the next', async () => {
    await on.decide('Task_SurveyFirst', { verdict: 'sure', note: '院墙难量' });
    const second = await on.decide('Task_SurveySecond');
    expect(second.variables).toMatchObject({ verdict: null, returnReason: null, note: null });
    expect(on.walk.root(process)).not.toHaveProperty('note');
  });

  it('reminds twice of each officer who is late, by name of the step, and waits on (R-53)', async () => {
    await on.decide('Task_SurveyFirst');
    await on.walk.forward(5 * DAY);
    const reminder = await on.work('raise-reminder');
    expect(reminder.variables).toMatchObject({ caseKind: 'household', caseId: 'h1', waitingFor: '第二人实测面积' });
    await on.walk.forward(5 * DAY);
    await on.work('raise-reminder');
    await on.walk.forward(50 * DAY);
    await expect(on.walk.jobs('raise-reminder')).resolves.toEqual([]);
    expect(on.openTasks).toEqual(['Task_SurveySecond']);
  });

  it('names both officers when both are late at the same hour', async () => {
    await on.walk.forward(5 * DAY);
    const reminders = await on.walk.jobs('raise-reminder');
    expect(reminders.map((job) => job.variables['waitingFor']).sort()).toEqual(
      ['第一人实测面积', '第二人实测面积'].sort(),
    );
  });
});

describe('publication', () => {
  const endsAt = '2026-03-09T00:00:00+08:00';
  beforeEach(async () => {
    process = await on.walk.create('publication', { projectId: 'p1', noticeId: 'n1' });
    await on.work('prepare-notice');
  });

  async function publish(): Promise<void> {
    await on.decide('Task_MaskNotice', { verdict: 'masked' });
    await on.decide('Task_ApproveNotice', APPROVED);
    await on.work('publish-notice', { endsAt });
  }

  it('goes back to masking whenever the checker returns it, and reminds both of a day without an answer', async () => {
    for (const _ of [1, 2]) {
      await on.walk.forward(DAY);
      expect(await on.remind()).toEqual(['核对脱敏']);
      await on.decide('Task_MaskNotice', { verdict: 'masked' });
      await on.walk.forward(DAY);
      expect(await on.remind()).toEqual(['审核公示']);
      await on.decide('Task_ApproveNotice', returned('a'));
    }
    expect(on.openTasks).toEqual(['Task_MaskNotice']);
  });

  it('ends with its period when nobody objects', async () => {
    await publish();
    await on.walk.forward(10 * DAY);
    await on.work('count-open-objections', { openObjections: 0 });
    await on.work('archive-notice', { upheldCount: 0 });
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('waits for an objection that was filed in time and arrives after the period, as long as it takes', async () => {
    await publish();
    await on.walk.forward(10 * DAY);
    await on.work('count-open-objections', { openObjections: 1 });
    await on.walk.forward(MINUTE);
    const again = await on.work('count-open-objections', { openObjections: 1 });
    expect(again.variables).toMatchObject({ noticeId: 'n1' });
    await on.tell('objection-filed', 'n1', { objectionId: 'o1' });
    expect(on.openTasks).toEqual([]);
    await on.walk.forward(MINUTE);
    expect(on.openTasks).toEqual(['Task_AnswerObjection']);
    await on.walk.forward(DAY);
    for (const early of ['count-open-objections', 'archive-notice']) {
      await expect(on.walk.jobs(early)).resolves.toEqual([]);
    }
    await on.decide('Task_AnswerObjection', { verdict: 'rejected' });
    const closed = await on.work('close-objection');
    expect(closed.variables).toMatchObject({ objectionId: 'o1' });
    await on.work('count-open-objections', { openObjections: 0 });
    await on.work('archive-notice', { upheldCount: 0 });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('keeps two objections apart and does not end before both are answered', async () => {
    await publish();
    await on.tell('objection-filed', 'n1', { objectionId: 'o1' });
    await on.tell('objection-filed', 'n1', { objectionId: 'o2' });
    await on.walk.forward(10 * DAY);
    const reminders = await on.walk.jobs('raise-reminder');
    expect(reminders.map((job) => job.variables['caseId'])).toEqual(['o1', 'o2']);
    const first = await on.decide('Task_AnswerObjection', { verdict: 'upheld' });
    const closed = await on.work('close-objection');
    expect(closed.variables['objectionId']).toBe(first.variables['objectionId']);
    await expect(on.walk.jobs('archive-notice')).resolves.toEqual([]);
    const second = await on.decide('Task_AnswerObjection', { verdict: 'rejected' });
    const closedToo = await on.work('close-objection');
    expect(closedToo.variables['objectionId']).toBe(second.variables['objectionId']);
    expect([first, second].map((job) => job.variables['objectionId']).sort()).toEqual(['o1', 'o2']);
    for (const { jobKey } of reminders) await on.walk.engine.completeJob({ jobKey });
    await on.work('count-open-objections', { openObjections: 0 });
    await on.work('archive-notice', { upheldCount: 1 });
    expect(on.walk.isActive(process)).toBe(false);
  });
});

describe('household agreement with its file bag review', () => {
  const REVIEWS = [
    'Task_ReviewProjectSupervisor',
    'Task_ReviewSupervisionDepartment',
    'Task_ReviewInvestmentSupervisor',
    'Task_ApproveAgreement',
  ] as const;
  beforeEach(async () => {
    process = await on.walk.create('household-agreement', HOUSEHOLD);
  });

  async function negotiate(verdict: 'passed' | 'returned'): Promise<void> {
    await on.decide('Task_NegotiateFirst');
    await on.decide('Task_NegotiateSecond');
    await on.work('compute-compensation', { calculationId: 'c1' });
    await on.decide('Task_CheckBeforeSigning', {
      verdict,
      returnReason: verdict === 'passed' ? null : 'a',
      note: null,
    });
  }
  async function sign(agreementId: string): Promise<void> {
    await on.work('prepare-agreement', { agreementId, contentHash: `hash-${agreementId}` });
    await on.tell('household-signed', agreementId);
    await on.decide('Task_SignFirst');
    await on.decide('Task_SignSecond');
  }
  async function sendBack(reason: string): Promise<void> {
    await on.decide(REVIEWS[0], returned(reason));
    await on.work('record-file-bag-return');
    await on.decide('Task_RectifyFileBag', { verdict: 'rectified' });
  }

  it('is sealed after four approvals of the content that was signed', async () => {
    await negotiate('passed');
    await sign('a1');
    for (const review of REVIEWS) {
      const seen = await on.decide(review, APPROVED);
      expect(seen.variables).toMatchObject({ agreementId: 'a1', contentHash: 'hash-a1', verdict: 'approved' });
    }
    await on.decide('Task_SealAgreement', { verdict: 'sealed' });
    await on.work('seal-agreement');
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('is negotiated anew when the pre-signing check returns it', async () => {
    await negotiate('returned');
    await on.work('open-negotiation-round', { negotiationRound: 2 });
    await negotiate('passed');
    await on.walk.job('prepare-agreement');
  });

  it.each(['a', 'b'])('is negotiated anew when the file bag comes back for reason %s', async (reason) => {
    await negotiate('passed');
    await sign('a1');
    await sendBack(reason);
    await on.work('open-negotiation-round', { negotiationRound: 2 });
    expect(on.openTasks).toEqual(['Task_NegotiateFirst', 'Task_NegotiateSecond']);
  });

  it('is prepared, signed and reviewed anew, by all four, when papers were missing', async () => {
    await negotiate('passed');
    for (const agreementId of ['a1', 'a2']) {
      await sign(agreementId);
      await sendBack('c');
    }
    await sign('a3');
    expect(on.openTasks).toEqual([REVIEWS[0]]);
    const seen = await on.decide(REVIEWS[0], APPROVED);
    expect(seen.variables).toMatchObject({ agreementId: 'a3', contentHash: 'hash-a3' });
  });

  it('reminds of every check, review, correction and seal that waits, by its name (R-53)', async () => {
    const remindedAfter = async (days: number) => {
      await on.walk.forward(days * DAY);
      return on.remind();
    };
    await on.decide('Task_NegotiateFirst');
    await on.decide('Task_NegotiateSecond');
    await on.work('compute-compensation', { calculationId: 'c1' });
    expect(await remindedAfter(2)).toEqual(['签约前审核']);
    await on.decide('Task_CheckBeforeSigning', { verdict: 'passed', returnReason: null, note: null });
    await sign('a1');
    await on.decide(REVIEWS[0], returned('c'));
    await on.work('record-file-bag-return');
    expect(await remindedAfter(5)).toEqual(['整改件袋']);
    await on.decide('Task_RectifyFileBag', { verdict: 'rectified' });
    await sign('a2');
    const names = ['项目主管复核', '监管部审核', '投资监理审核', '审批协议'];
    for (const [index, review] of REVIEWS.entries()) {
      expect(await remindedAfter(2)).toEqual([names[index]]);
      await on.decide(review, APPROVED);
    }
    expect(await remindedAfter(1)).toEqual(['用印']);
    expect(on.openTasks).toEqual(['Task_SealAgreement']);
  });

  it.each(REVIEWS)('comes back when %s returns it', async (last) => {
    await negotiate('passed');
    await sign('a1');
    for (const review of REVIEWS.slice(0, REVIEWS.indexOf(last))) await on.decide(review, APPROVED);
    await on.decide(last, returned('b'));
    const job = await on.work('record-file-bag-return');
    expect(job.variables).toMatchObject({ agreementId: 'a1', reviewVerdict: 'returned', returnReason: 'b' });
    expect(on.openTasks).toEqual(['Task_RectifyFileBag']);
  });

  it('reminds of a household that does not sign and still takes its signature', async () => {
    await negotiate('passed');
    await on.work('prepare-agreement', { agreementId: 'a1', contentHash: 'x' });
    await on.walk.forward(7 * DAY);
    const reminder = await on.work('raise-reminder');
    expect(reminder.variables).toMatchObject({ caseId: 'h1', waitingFor: '签订协议' });
    await on.tell('household-signed', 'a1');
    expect(on.openTasks).toEqual(['Task_SignFirst', 'Task_SignSecond']);
  });
});

describe('payment', () => {
  const LEVELS = [1, 2, 3, 4].map((level) => `Task_ApprovePayment${String(level)}`);
  const ROUND = {
    projectId: 'p1',
    roundId: 'r1',
    listId: 'l1',
    prepareAt: '2026-03-02T00:00:00+08:00',
    dueAt: '2026-03-10T00:00:00+08:00',
  };
  beforeEach(async () => {
    await on.tell('payment-round-opened', 'r1', ROUND);
    await on.walk.forward(DAY);
  });

  async function approveAll(): Promise<void> {
    await on.decide('Task_MakePaymentList', { verdict: 'made' });
    for (const level of LEVELS) await on.decide(level, APPROVED);
  }
  async function pay(allPaid: boolean): Promise<void> {
    await on.work('check-special-account', { accountSufficient: true });
    await on.decide('Task_ReleasePayment', APPROVED);
    await on.work('send-bank-file');
    await on.tell('bank-statement-received', 'l1');
    await on.work('settle-payments', { allPaid });
  }

  it('pays after four levels, a covered account and the release (R-54, R-56, R-59, R-61)', async () => {
    await approveAll();
    await pay(true);
    expect(on.openTasks).toEqual([]);
    expect(on.cases).toEqual([]);
  });

  it.each(LEVELS)('goes back to the maker when %s refuses, and to the first level from there', async (refusing) => {
    for (const _ of [1, 2]) {
      await on.decide('Task_MakePaymentList', { verdict: 'made' });
      for (const level of LEVELS.slice(0, LEVELS.indexOf(refusing))) await on.decide(level, APPROVED);
      await on.decide(refusing, { verdict: 'refused', note: '金额不符' });
    }
    expect(on.openTasks).toEqual(['Task_MakePaymentList']);
  });

  it('checks the account after every funding, and goes back when the release is refused', async () => {
    for (const _ of [1, 2]) {
      await approveAll();
      for (const _again of [1, 2]) {
        await on.work('check-special-account', { accountSufficient: false });
        await on.decide('Task_FundAccount', { verdict: 'funded' });
      }
      await on.work('check-special-account', { accountSufficient: true });
      await on.decide('Task_ReleasePayment', { verdict: 'refused', note: '收款人有疑问' });
    }
    expect(on.openTasks).toEqual(['Task_MakePaymentList']);
  });

  it('corrects what the bank did not pay, and approves the rest anew (R-60)', async () => {
    for (const _ of [1, 2]) {
      await approveAll();
      await pay(false);
      await on.decide('Task_CorrectPayee', { verdict: 'corrected' });
    }
    await approveAll();
    await pay(true);
    expect(on.cases).toEqual([]);
  });

  it('reminds of the list, the funding, the release, the bank and the correction that wait, by name (R-60)', async () => {
    const remindedAfter = async (days: number) => {
      await on.walk.forward(days * DAY);
      return on.remind();
    };
    expect(await remindedAfter(2)).toEqual(['编制发放清单']);
    await approveAll();
    await on.work('check-special-account', { accountSufficient: false });
    expect(await remindedAfter(3)).toEqual(['补足专户']);
    await on.decide('Task_FundAccount', { verdict: 'funded' });
    await on.work('check-special-account', { accountSufficient: true });
    expect(await remindedAfter(1)).toEqual(['投资监理放行']);
    await on.decide('Task_ReleasePayment', APPROVED);
    await on.work('send-bank-file');
    expect(await remindedAfter(2)).toEqual(['银行回单']);
    await on.tell('bank-statement-received', 'l1');
    await on.work('settle-payments', { allPaid: false });
    expect(await remindedAfter(3)).toEqual(['更正收款信息']);
    expect(on.openTasks).toEqual(['Task_CorrectPayee']);
  });

  it('raises the alarm when the list is still with the four levels on the day it is due (R-57, R-60)', async () => {
    await on.decide('Task_MakePaymentList', { verdict: 'made' });
    await on.walk.forward(9 * DAY);
    const alarm = await on.work('raise-overdue-alarm');
    expect(alarm.variables).toMatchObject({ listId: 'l1' });
    expect(on.openTasks).toEqual(['Task_ApprovePayment1']);
  });
});

describe('the case of a household', () => {
  it('waits for signing, effect and payment between its parts, and closes', async () => {
    await on.tell('household-registered', 'h1', HOUSEHOLD);
    await on.decide('Task_SurveyFirst');
    await on.decide('Task_SurveySecond');
    await on.work('compare-area-surveys', { surveysAgree: true });
    await on.decide('Task_DetermineArea', { verdict: 'determined' });
    await on.work('list-determined-area');
    await on.tell('area-frozen', 'h1');
    expect(on.openTasks).toEqual([]);
    await on.tell('signing-opened', 'h1');
    expect(on.openTasks).toEqual(['Task_NegotiateFirst', 'Task_NegotiateSecond']);
  });

  it('has its area list published and frozen', async () => {
    await on.tell('area-list-ready', 'n1', { projectId: 'p1', noticeId: 'n1' });
    await on.work('prepare-notice');
    await on.decide('Task_MaskNotice', { verdict: 'masked' });
    await on.decide('Task_ApproveNotice', APPROVED);
    await on.work('publish-notice', { endsAt: '2026-03-09T00:00:00+08:00' });
    await on.walk.forward(10 * DAY);
    await on.work('count-open-objections', { openObjections: 0 });
    await on.work('archive-notice', { upheldCount: 1 });
    const freeze = await on.work('freeze-area-list', { frozenCount: 59, upheldCount: 1 });
    expect(freeze.variables).toMatchObject({ noticeId: 'n1', upheldCount: 1 });
    expect(on.cases).toEqual([]);
  });
});
