import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  handDownCorrection,
  objectionsTo,
  openObjectionWindow,
  requestObjection,
  settleObjection,
  standingReportOf,
} from '../../db/repositories/report-objections.repository.js';
import {
  reportInTheWay,
  storeAnswer,
  storeCorrection,
  storeCorrectionDelivery,
} from '../../db/repositories/report-objection-facts.repository.js';
import { reportsFor } from '../../db/repositories/appraisal-reports.repository.js';
import { sealAgreement } from '../../db/repositories/sealing.repository.js';
import { AppraisalWork } from '../factories/appraisal.js';
import { refused } from '../process/refused.js';
import { setStage } from './stage.js';

const FAULTS = '可比实例楼层不同';

describe('the objection of a household to its report, against plain SQL', () => {
  const stage = setStage(2);
  let work: AppraisalWork;
  let reportId = '';
  let other = '';
  const household = (index = 0) => stage.field.householdIds[index] ?? '';
  const ask = (step: 'reappraisal' | 'expert', over: { householdId?: string; faults?: string } = {}) =>
    refused(
      stage.db.transaction((tx) =>
        requestObjection(tx, { householdId: household(), reportId, step, faults: FAULTS, ...over }),
      ),
    );
  const settle = () => stage.db.transaction((tx) => settleObjection(tx, reportId));
  const correct = (unitPriceFen: bigint) =>
    work.enter(
      work.people.valuer,
      'revise-report',
      'submitted',
      (tx, entryId) =>
        storeCorrection(
          tx,
          { entryId, reportId, valuerId: work.people.valuer },
          {
            unitPriceFen,
            number: `沪估-更-${String(unitPriceFen)}`,
            valuers: ['估价师甲', '估价师乙'],
            sealed: true,
            photos: 2,
            ownerSigned: true,
            paperHash: 'b'.repeat(64),
          },
        ),
      { kind: 'appraisal-report', id: reportId, replaces: 'task' },
    );
  const review = (person: string, verdict: string) =>
    work.act(person, 'review-revised-report', verdict, undefined, reportId);
  const deliver = async (): Promise<void> => {
    const deliveredOn = await stage.db.transaction((tx) => tx.today());
    await work.enter(
      stage.field.staff.officerA,
      'deliver-revised-report',
      'delivered',
      (tx, entryId) => storeCorrectionDelivery(tx, { entryId, reportId }, { deliveredOn, how: '当面签收' }),
      { kind: 'appraisal-report', id: reportId },
    );
  };
  const handDown = () =>
    stage.attacker.attempt(
      `INSERT INTO report_hand_down (report_id) SELECT report.id FROM appraisal_report report
       JOIN task_entry entry ON entry.id = entry_id WHERE act = 'revise-report' ORDER BY version DESC LIMIT 1`,
    );

  beforeAll(async () => {
    work = await AppraisalWork.begin(stage.db, stage.field, stage.attacker);
    await work.setValueDate();
    await work.issueReports([work.line(0, 60_000n), work.line(1, 61_000n)]);
    await work.review();
    await work.act(work.people.townB, 'hand-down-reports', 'handed-down');
    await work.handDown();
    const { reports } = await stage.db.transaction((tx) => reportsFor(tx, stage.field.staff.town, work.trackId, 10));
    const day = await stage.db.transaction((tx) => tx.today());
    await work.deliver(
      reports.map(({ id }) => id),
      day,
    );
    reportId = (await stage.db.transaction((tx) => standingReportOf(tx, household())))?.id ?? '';
    other = (await stage.db.transaction((tx) => standingReportOf(tx, household(1))))?.id ?? '';
  });

  it('is asked for within its days, once, by the household of the report (R-32)', async () => {
    expect(await ask('reappraisal')).toContain('尚未收到评估报告');
    await stage.db.transaction((tx) => openObjectionWindow(tx, reportId, 'reappraisal'));
    expect(await ask('expert')).toContain('请先申请复核评估');
    expect(await ask('reappraisal', { householdId: household(1) })).toContain('none');
    expect(await ask('reappraisal')).toBe('done');
    expect(await ask('reappraisal')).toBe('done');
    expect(await ask('reappraisal', { faults: '另一问题' })).toContain('不得重复申请');
    const late = `INSERT INTO objection_window VALUES ($1, 'reappraisal', '2020-01-01', '2020-01-11')`;
    expect(await stage.attacker.attempt(late, [other])).toBe('done');
    const request = `INSERT INTO objection_request (report_id, step, faults) VALUES ($1, 'reappraisal', 'x')`;
    expect(await stage.attacker.attempt(request, [other])).toBe('R-32 REQUEST_TOO_LATE');
  });

  it('is answered by the chosen agency alone, and corrected only while it runs (R-32)', async () => {
    const entry = `INSERT INTO task_entry (case_kind, case_id, act, task_key, person_id, round, content_hash, given)
      VALUES ('appraisal-report', $1, 'revise-report', '1', $2, 1, repeat('c', 64), '{}')`;
    expect(await stage.attacker.attempt(entry, [reportId, work.people.otherValuer])).toBe('R-32 ORGANISATION_EXCLUDED');
    await work.enter(
      work.people.valuer,
      'answer-reappraisal',
      'changed',
      (tx, entryId) => storeAnswer(tx, { entryId, reportId }, '单价有误，予以更正'),
      { kind: 'appraisal-report', id: reportId },
    );
    await correct(6_200_000n);
  });

  it('hands a correction down only as the town approved it; until then the first report stands (R-34, R-35, SD4)', async () => {
    expect(await handDown()).toBe('R-34、R-35 REVIEW_INCOMPLETE');
    await review(work.people.townB, 'returned');
    expect(await handDown()).toBe('R-34、R-35 REVIEW_INCOMPLETE');
    await correct(6_300_000n);
    await review(work.people.firmInTown, 'approved');
    expect(await handDown()).toBe('R-34、R-35 REVIEW_INCOMPLETE');
    const { reports: seen } = await stage.db.transaction((tx) =>
      reportsFor(tx, stage.field.staff.officerA, work.trackId, 10),
    );
    expect(seen.map(({ unitPriceFen }) => unitPriceFen).sort()).toEqual([6_000_000n, 6_100_000n]);
    await review(work.people.townB, 'approved');
    await stage.db.transaction((tx) => handDownCorrection(tx, reportId));
    await expect(settle()).rejects.toThrow('尚未送达该户');
    expect((await stage.db.transaction((tx) => standingReportOf(tx, household())))?.unitPriceFen).not.toBe(6_300_000n);
    await deliver();
    expect(await settle()).toEqual({ settledStep: 'reappraisal' });
    expect(await settle()).toEqual({ settledStep: 'reappraisal' });
    const standing = await stage.db.transaction((tx) => standingReportOf(tx, household()));
    expect(standing?.unitPriceFen).toBe(6_300_000n);
  });

  it('goes to the experts within the days after the answer, and takes no correction once it is settled (R-36)', async () => {
    await expect(correct(1n)).rejects.toThrow('没有办理中的复核或鉴定');
    await stage.db.transaction((tx) => openObjectionWindow(tx, reportId, 'expert'));
    expect(await ask('expert')).toBe('done');
    expect(await settle()).toEqual({ settledStep: 'expert' });
    const steps = await stage.db.transaction((tx) => objectionsTo(tx, reportId));
    expect(steps.map(({ step, result }) => [step, result])).toEqual([
      ['reappraisal', 'changed'],
      ['expert', 'kept'],
    ]);
  });
});

describe('an agreement whose household objects to its report', () => {
  const stage = setStage();
  let reportId = '';
  const ask = (step: 'reappraisal' | 'expert') =>
    refused(
      stage.db.transaction((tx) =>
        requestObjection(tx, { householdId: stage.field.householdId, reportId, step, faults: FAULTS }),
      ),
    );
  const inTheWay = async () =>
    (await stage.db.transaction((tx) => reportInTheWay(tx, stage.field.householdId))).map(({ code }) => code);

  it('is neither approved nor sealed before the objection is settled (R-32, R-41)', async () => {
    const { db, field, attacker } = stage;
    await field.freeze();
    await attacker.plant(
      `INSERT INTO report_delivery (report_id, entry_id, delivered_on, how)
       SELECT id, entry_id, app_today(), '当面签收' FROM appraisal_report`,
      [],
    );
    reportId = (await db.transaction((tx) => standingReportOf(tx, field.householdId)))?.id ?? '';
    await db.transaction((tx) => openObjectionWindow(tx, reportId, 'reappraisal'));
    await field.negotiate();
    await field.check();
    const agreementId = await field.sign();
    expect(await inTheWay()).toEqual([]);
    expect(await ask('reappraisal')).toBe('done');
    expect(await inTheWay()).toEqual(['OBJECTION_OPEN']);
    await field.review();
    await expect(field.seal(agreementId)).rejects.toMatchObject({ code: 'OBJECTION_OPEN' });
    await db.transaction((tx) => settleObjection(tx, reportId));
    expect(await inTheWay()).toEqual([]);
    await db.transaction((tx) => openObjectionWindow(tx, reportId, 'expert'));
    expect(await ask('expert')).toContain('已经审核通过');
    await expect(db.transaction((tx) => sealAgreement(tx, agreementId))).resolves.toBeDefined();
  });
});
