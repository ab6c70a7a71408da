import { beforeAll, describe, expect, it } from '@jest/globals';
import { reportsFor } from '../../db/repositories/appraisal-reports.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { adoptPlan } from '../factories/plan.js';
import { AppraisalWork, VALUE_DATE } from '../factories/appraisal.js';
import { refused } from '../process/refused.js';
import { setStage } from './stage.js';

const REPORT = `INSERT INTO appraisal_report (entry_id, track_id, household_id, version, number, area_hundredths,
    unit_price_fen, value_fen, value_date, agency_id, valuer_id, signed_by, paper_hash)
  SELECT entry_id, track_id, household_id, 9, 'x', $1, unit_price_fen, $2, $3, $4, $5, 'x', repeat('b', 64)
  FROM standing_report ORDER BY number LIMIT 1 ON CONFLICT DO NOTHING`;
const HAND_DOWN = 'INSERT INTO report_hand_down (report_id) SELECT id FROM standing_report ORDER BY value_fen DESC';
/** 18.33 m² at 60,000 yuan. */
const VALUE = 109_980_000n;

describe('the appraisal of a track, against plain SQL', () => {
  const stage = setStage(2);
  let work: AppraisalWork;
  const report = (over: { area?: bigint; value?: bigint; date?: string; agency?: string; valuer?: string }) =>
    stage.attacker.attempt(REPORT, [
      over.area ?? 1_833n,
      over.value ?? VALUE,
      over.date ?? VALUE_DATE,
      over.agency ?? work.agencyId,
      over.valuer ?? work.people.valuer,
    ]);
  const handDown = () => stage.attacker.attempt(HAND_DOWN);
  const read = async (person: string) =>
    (await stage.db.transaction((tx) => reportsFor(tx, person, work.trackId, 10))).reports;
  const openTheSigning = () =>
    refused(stage.db.transaction((tx) => openSigning(tx, stage.field.projectId, stage.field.staff.town)));

  beforeAll(async () => {
    work = await AppraisalWork.begin(stage.db, stage.field, stage.attacker);
    await work.setValueDate();
    await stage.db.transaction((tx) => adoptPlan(tx, stage.field.projectId, stage.field.staff));
  });

  it('is done by valuers of the chosen agency alone (R-32)', async () => {
    const entry = `INSERT INTO task_entry (case_kind, case_id, act, task_key, person_id, round, content_hash, given)
      VALUES ('track', $1, 'issue-final-reports', '1', $2, 1, repeat('c', 64), '{}')`;
    const enter = (person: string) => stage.attacker.attempt(entry, [work.trackId, person]);
    expect(await enter(work.people.otherValuer)).toBe('R-32 ORGANISATION_EXCLUDED');
    expect(await enter(stage.field.staff.town)).toBe('R-32 ORGANISATION_EXCLUDED');
    expect(await enter(work.people.valuer)).toBe('done');
  });

  it('keeps reports to the value date, the frozen area, and area times price (R-25, R-32, R-33)', async () => {
    await work.issueReports([work.line(0, 60_000n), work.line(1, 600_000n)]);
    expect(await report({})).toBe('done');
    expect(await report({ date: '2026-02-28' })).toBe('R-33 VALUE_DATE_WRONG');
    expect(await report({ area: 1_834n })).toBe('R-25 AREA_MISMATCH');
    expect(await report({ value: VALUE + 1n })).toBe('R-32 AMOUNT_MISMATCH');
    expect(await report({ valuer: work.people.otherValuer })).toBe('R-32 ORGANISATION_EXCLUDED');
    expect(await report({ agency: stage.field.staff.firmId })).toBe('R-32 ORGANISATION_EXCLUDED');
    for (const change of ['UPDATE appraisal_report SET value_fen = 1', 'DELETE FROM appraisal_report']) {
      expect(await stage.attacker.attempt(change)).toBe('R-46 TRANSITION_FORBIDDEN');
    }
  });

  it('lets the households sign only when the reports are handed down (R-32)', async () => {
    expect(await openTheSigning()).toContain('分户评估报告尚未下发');
  });

  it('hands nothing down that the town did not review as it is (R-34)', async () => {
    expect(await handDown()).toBe('R-34 REVIEW_INCOMPLETE');
    await work.review();
    await work.issueReports([work.line(0, 60_000n), work.line(1, 600_000n)]);
    expect(await handDown()).toBe('R-34 REVIEW_INCOMPLETE');
    await work.review('returned');
    expect(await handDown()).toBe('R-34 REVIEW_INCOMPLETE');
    await work.review();
  });

  it('hands no major sum down before the experts have judged it (R-36)', async () => {
    expect(await work.refer()).toBe(1);
    expect(await handDown()).toBe('R-36 REVIEW_INCOMPLETE');
    await work.judge();
  });

  it('is handed down by the town, not by the firm, which cannot read it before (R-35, SD4)', async () => {
    const { staff } = stage.field;
    await work.act(work.people.firmInTown, 'hand-down-reports', 'handed-down');
    expect(await handDown()).toBe('R-35、SD4 TRANSITION_FORBIDDEN');
    expect(await read(staff.officerA)).toEqual([]);
    expect(await read(staff.generalManager)).toEqual([]);
    expect(await read(staff.town)).toHaveLength(2);
    await work.act(work.people.townB, 'hand-down-reports', 'handed-down');
    await work.handDown();
    expect(await read(staff.officerA)).toHaveLength(2);
  });

  it('delivers a report once, and not before it was handed down', async () => {
    const [first] = await read(stage.field.staff.officerA);
    const day = await stage.db.transaction((tx) => tx.today());
    await work.deliver([first?.id ?? ''], day);
    await expect(work.deliver([first?.id ?? ''], day)).rejects.toThrow('duplicate key');
    expect(await openTheSigning()).toBe('done');
  });
});
