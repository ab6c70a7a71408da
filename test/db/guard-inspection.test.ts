import { beforeAll, describe, expect, it } from '@jest/globals';
import { keepLeastMeasure } from '../../db/repositories/inspection-facts.repository.js';
import { planInspections } from '../../db/repositories/inspection-plan.repository.js';
import { openIncidentInspection, sampleOf } from '../../db/repositories/inspection-sample.repository.js';
import {
  closeInspection,
  getInspection,
  inspectionRowOf,
  listInspections,
} from '../../db/repositories/inspections.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { issueOpinion, reportOutsideFindings } from '../../db/repositories/rectification.repository.js';
import { SampleDraw } from '../factories/sample-draw.js';
import { InspectionWork, PROBLEM } from '../factories/inspection-work.js';
import { setStage } from './stage.js';

const word = (error: unknown): string => (error instanceof Error ? error.message : '');

describe('guards on inspections, against the register and plain SQL', () => {
  const stage = setStage(8);
  const open = async (kind: 'random' | 'incident', side: 'inside' | 'outside' = 'inside') => {
    const { projectId, staff } = stage.field;
    const openedBy = side === 'inside' ? staff.supervision : staff.stateAssets;
    const asked = { projectId, side, reason: '群众反映', openedBy };
    if (kind === 'incident') return stage.db.transaction((tx) => openIncidentInspection(tx, asked));
    return (await new SampleDraw(stage.db, asked, staff).play()).inspectionId;
  };
  const on = async (kind: 'random' | 'incident' = 'incident', side: 'inside' | 'outside' = 'inside') =>
    new InspectionWork(stage.db, await open(kind, side));
  const assign = (work: InspectionWork, ...persons: string[]) =>
    work.do('assign-inspectors-inside', stage.field.staff.supervision, 'assigned', {
      inspectors: persons.map((person) => ({ person })),
    });
  const close = (work: InspectionWork) =>
    stage.db.transaction((tx) => closeInspection(tx, work.inspectionId)).then(() => 'done', word);
  const state = async (work: InspectionWork) =>
    (await stage.db.transaction((tx) => inspectionRowOf(tx, work.inspectionId))).state;

  // An officer measures, so that he belongs to the base.
  beforeAll(async () => {
    await stage.field.determine();
  });

  it('keep an inspection open until its findings were put right and checked by another person (R-53)', async () => {
    const { staff } = stage.field;
    const work = await on();
    const seen = [await state(work)];
    expect(await close(work)).toContain('尚未记录检查');
    await assign(work, staff.supervision);
    seen.push(await state(work));
    const values = { examined: '件袋十份', findings: [PROBLEM, { ...PROBLEM, severity: 'serious' }] };
    await work.do('record-inspection-inside', staff.supervision, 'recorded', values);
    const opinion = await stage.db.transaction((tx) => issueOpinion(tx, work.inspectionId));
    // Five days for what is serious, not fifteen; the seventh of March is a Saturday.
    expect(opinion.rectifyBy).toContain('2026-03-09');
    seen.push(await state(work));
    expect(await close(work)).toContain('尚未整改并经他人复查通过');
    const paper = await work.paper(staff.projectSupervisor);
    await work.do('rectify-findings', staff.projectSupervisor, 'rectified', { measures: '已补齐', paper });
    seen.push(await state(work));
    await work.do('recheck-inside', staff.supervision, 'returned');
    expect(await close(work)).toContain('尚未整改并经他人复查通过');
    const again = await stage.db.transaction((tx) => issueOpinion(tx, work.inspectionId));
    expect(again.rectifyBy >= opinion.rectifyBy).toBe(true);
    seen.push(await state(work));
    await work.do('rectify-findings', staff.projectSupervisor, 'rectified', { measures: '再次补齐', paper });
    await work.do('recheck-inside', staff.otherSupervision, 'approved');
    expect(await close(work)).toBe('done');
    seen.push(await state(work));
    expect(seen).toEqual(['to-assign', 'to-record', 'to-rectify', 'to-recheck', 'to-rectify', 'closed']);
    const ledger = await stage.db.transaction((tx) => entriesOf(tx, work.inspectionId));
    const kinds = ledger.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'opinion-issued')).toHaveLength(2);
    expect(kinds).toContain('alarm-raised');
    expect(kinds.at(-1)).toBe('case-closed');
  });

  it('let nobody inspect a base he works at, by assignment, by act or by row (SD13)', async () => {
    const { attacker, field } = stage;
    const { staff, projectId } = field;
    await attacker.plant(
      `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'supervision-department', '2026-01-01')`,
      [staff.officerA],
    );
    const work = await on();
    expect(await assign(work, staff.officerA).catch(word)).toContain('是被检查基地的人员');
    await assign(work, staff.supervision);
    const act = (name: string, person: string) =>
      attacker.attempt(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, note)
         VALUES ('inspection', $1, $2, 1, $3, $4, '—')`,
        [work.inspectionId, name, person, name.startsWith('recheck') ? 'approved' : 'recorded'],
      );
    expect(await act('recheck-inside', staff.officerA)).toBe('SD13 DUTY_NOT_SEPARATED');
    const [entry] = await attacker.rows<{ id: string }>(
      `SELECT id FROM task_entry WHERE case_id = '${work.inspectionId}'`,
    );
    expect(
      await attacker.attempt(
        'INSERT INTO inspection_inspector (entry_id, inspection_id, person_id) VALUES ($1, $2, $3)',
        [entry?.id, work.inspectionId, staff.officerA],
      ),
    ).toBe('SD13 DUTY_NOT_SEPARATED');
    expect(await attacker.rows(`SELECT works_at_base('${staff.supervision}', '${projectId}') AS works`)).toEqual([
      { works: false },
    ]);
    const record = work.do('record-inspection-inside', staff.otherSupervision, 'recorded', { examined: '现场' });
    expect(await record.catch(word)).toContain('不是本次检查指派的检查人员');
    await attacker.plant(`UPDATE account SET active = false WHERE id = $1`, [staff.supervision]);
    await work.do('record-inspection-inside', staff.otherSupervision, 'recorded', { examined: '现场' });
    await attacker.plant(`UPDATE account SET active = true WHERE id = $1`, [staff.supervision]);
    expect(await close(work)).toBe('done');
  });

  it('keep the firm out of an inspection from outside, and close it only when discipline has its findings (R-2, R-49)', async () => {
    const { staff, projectId } = stage.field;
    const work = await on('incident', 'outside');
    const listed = (forFirm: boolean) =>
      stage.db
        .transaction((tx) => listInspections(tx, { projectId, forFirm, page: 1, pageSize: 100 }))
        .then(({ items }) => items.some(({ id }) => id === work.inspectionId));
    expect([await listed(true), await listed(false)]).toEqual([false, true]);
    expect(await assign(work, staff.supervision).catch(word)).toContain('外部检查不经事务所');
    const inspectors = [{ person: staff.stateAssets }];
    await work.do('assign-inspectors-outside', staff.stateAssets, 'assigned', { inspectors });
    const breaches = [{ person: staff.officerA, clause: 'R-42', fact: '一人上门签约' }];
    const values = { examined: '签约现场', findings: [PROBLEM], breaches };
    await work.do('record-inspection-outside', staff.stateAssets, 'recorded', values);
    expect(await stage.db.transaction((tx) => reportOutsideFindings(tx, work.inspectionId))).toBe(1);
    const alarms = await stage.attacker.rows<{ kind: string; step: string }>(
      `SELECT kind, step FROM alarm WHERE case_id = '${work.inspectionId}' ORDER BY step`,
    );
    expect(alarms).toEqual([
      { kind: 'outside-findings', step: 'discipline-inspector' },
      { kind: 'outside-findings', step: 'district-officer' },
    ]);
    expect(await listed(true)).toBe(true);
    const paper = await work.paper(staff.projectSupervisor);
    await work.do('rectify-findings', staff.projectSupervisor, 'rectified', { measures: '已补齐', paper });
    await work.do('recheck-outside', staff.stateAssets, 'approved');
    expect(await close(work)).toContain('违规签约人员尚未处理');
    const decision = { measure: 'transfer', firmRule: '签约纪律第3条', reason: '一人上门' };
    const decide = (person: string, measure = decision.measure) =>
      work.do('decide-discipline', staff.generalManager, 'decided', { decisions: [{ ...decision, measure, person }] });
    expect(await decide(staff.officerB).catch(word)).toContain('每一名违规签约人员各写一项处理决定');
    expect(await decide(staff.officerA).catch(word)).toContain('尚未按本所惩戒标准查出最轻处理');
    const keep = (least: 'performance' | 'education') =>
      stage.db.transaction((tx) => keepLeastMeasure(tx, work.inspectionId, least));
    await keep('performance');
    // A job comes twice; what was kept stays.
    await keep('education');
    expect(await decide(staff.officerA, 'education').catch(word)).toContain('处理不轻于扣减绩效');
    await decide(staff.officerA);
    const [{ entry_id: entryId } = { entry_id: '' }] = await stage.attacker.rows<{ entry_id: string }>(
      `SELECT entry_id FROM discipline_decision WHERE inspection_id = '${work.inspectionId}'`,
    );
    expect(
      await stage.attacker.attempt(
        `INSERT INTO discipline_decision (entry_id, inspection_id, person_id, measure, firm_rule, reason)
         VALUES ($1, $2, $3, 'education', '无', '无')`,
        [entryId, work.inspectionId, staff.officerB],
      ),
    ).toBe('R-72 MEASURE_TOO_MILD');
    expect(await close(work)).toContain('尚未由纪检监察机关接收');
    await work.do('receive-outside-findings', staff.discipline, 'received');
    expect(await close(work)).toBe('done');
  });

  it('accept no breach by a stranger, none without a finding, nobody twice (R-72)', async () => {
    const { staff } = stage.field;
    const work = await on();
    await assign(work, staff.supervision);
    const record = (values: object) =>
      work
        .do('record-inspection-inside', staff.supervision, 'recorded', { examined: '现场', ...values })
        .then(() => 'done', word);
    const breach = (person: string) => ({ person, clause: 'R-42', fact: '一人上门签约' });
    expect(await record({ breaches: [breach(staff.officerA)] })).toContain('请同时写明发现的问题');
    expect(await record({ findings: [PROBLEM], breaches: [breach(staff.town)] })).toContain('不是被检查事务所的人员');
    const twice = [breach(staff.officerA), breach(staff.officerA)];
    expect(await record({ findings: [PROBLEM], breaches: twice })).toContain('同一人员填写了两次');
    expect(await assign(work, staff.supervision, staff.supervision).catch(word)).toContain('填写了两次');
    expect(await assign(work, staff.stateAssets).catch(word)).toContain('只能指派本单位的检查人员');
  });

  it('keep a random sample with its seed, so that anyone draws the same again (R-70)', async () => {
    const work = await on('random');
    const inspection = await stage.db.transaction((tx) => getInspection(tx, work.inspectionId));
    const { cases, confirmed } = await stage.db.transaction((tx) => sampleOf(tx, work.inspectionId));
    expect(inspection.seed).toMatch(/^[0-9a-f]{64}$/);
    expect(cases).toHaveLength(8);
    expect(cases.filter(({ place }) => place !== null).length).toBeGreaterThan(0);
    expect(confirmed).toBe(true);
    const drawn = cases.find(({ place }) => place === 1);
    const spared = cases.find(({ place }) => place === null);
    await stage.attacker.plant(
      'UPDATE inspection_case SET place = NULL WHERE household_id = $1 AND inspection_id = $2',
      [drawn?.id, work.inspectionId],
    );
    await stage.attacker.plant('UPDATE inspection_case SET place = 1 WHERE household_id = $1 AND inspection_id = $2', [
      spared?.id,
      work.inspectionId,
    ]);
    expect((await stage.db.transaction((tx) => sampleOf(tx, work.inspectionId))).confirmed).toBe(false);
  });

  it('are planned for every base that is commissioned, each once (R-70, R-71)', async () => {
    const plan = () => stage.db.transaction((tx) => planInspections(tx));
    const planned = await plan();
    expect(planned).toBeGreaterThan(0);
    expect(await plan()).toBe(0);
    const rows = await stage.attacker.rows<{ kind: string; side: string }>(
      'SELECT kind, side FROM inspection WHERE opened_by IS NULL ORDER BY kind',
    );
    expect(rows.map(({ kind, side }) => `${kind} ${side}`)).toContain('before outside');
  });

  it('change nothing that was entered, and nothing of a closed inspection', async () => {
    for (const sql of [
      'UPDATE inspection_record SET examined = $$无$$',
      'DELETE FROM inspection_finding',
      'UPDATE inspection_breach SET fact = $$无$$',
      'UPDATE rectification_opinion SET due_on = due_on + 30',
      'DELETE FROM discipline_decision',
      `UPDATE discipline_standard SET least_measure = 'education'`,
      'TRUNCATE inspection CASCADE',
      'UPDATE inspection SET due_on = due_on + 30',
      'UPDATE inspection SET closed_at = NULL WHERE closed_at IS NOT NULL',
      'DELETE FROM inspection',
    ]) {
      expect([sql, await stage.attacker.attempt(sql)]).not.toEqual([sql, 'done']);
    }
  });
});
