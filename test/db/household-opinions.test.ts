import { beforeAll, describe, expect, it } from '@jest/globals';
import { draftsOpenTo, fileOpinion, opinionsOfHousehold } from '../../db/repositories/household-opinions.repository.js';
import { storeAnswers, storeOpinions, weighOpinions } from '../../db/repositories/plan-opinions.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import { setStage } from './stage.js';

describe('opinions of households on a draft plan (征收与补偿条例第10条)', () => {
  const stage = setStage(2);
  let trackId = '';
  let noticeId = '';
  const ends = '2099-01-01T00:00:00.000Z';
  const FILE = 'INSERT INTO household_opinion (notice_id, household_id, text, unlawful) VALUES ($1, $2, $3, false)';
  const file = (householdId: string, unlawful = false) =>
    stage.db.transaction((tx) => fileOpinion(tx, { noticeId, householdId, text: '补贴标准偏低', unlawful }));
  const planted = async (sql: string, parameters: readonly unknown[]) => {
    await stage.attacker.plant(sql, parameters);
  };
  const entry = async (act: string) => {
    await planted(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($1, $1, 'track', $2, 1, $3, '{}', $1)`,
      [act, trackId, stage.field.staff.officerA],
    );
    const [made] = await stage.attacker.rows<{ id: string }>('SELECT id FROM task_entry WHERE task_key = $1', [act]);
    return { entryId: made?.id ?? '', trackId };
  };

  beforeAll(async () => {
    trackId = await stage.db.transaction((tx) => openTrack(tx, stage.field.projectId, 'negotiated'));
    await planted(
      `INSERT INTO notice (project_id, kind, title, number, content, minimum_days, status, published_at, ends_at)
       VALUES ($1, 'plan-draft', '方案征求意见', '方案-1', '{}', 30, 'published', app_now() - interval '40 days', $2)`,
      [stage.field.projectId, ends],
    );
    const [made] = await stage.attacker.rows<{ id: string }>(`SELECT id FROM notice WHERE number = '方案-1'`);
    noticeId = made?.id ?? '';
    await planted('INSERT INTO plan_notice (notice_id, track_id) VALUES ($1, $2)', [noticeId, trackId]);
  });

  it('are given once, by a household of the project, and never changed', async () => {
    const [first = '', second = ''] = stage.field.householdIds;
    await file(first, true);
    await expect(file(first)).rejects.toThrow('每户一份');
    await expect(file('00000000-0000-4000-8000-000000000009')).rejects.toThrow('不是本户所在项目');
    expect(await stage.attacker.attempt(FILE, [noticeId, first, '再说一次'])).toBe('one_opinion_a_household');
    expect(await stage.attacker.attempt('UPDATE household_opinion SET unlawful = false')).toBe(
      'R-46 TRANSITION_FORBIDDEN',
    );
    expect(await stage.db.transaction((tx) => draftsOpenTo(tx, first))).toEqual([]);
    expect(await stage.db.transaction((tx) => draftsOpenTo(tx, second))).toMatchObject([{ id: noticeId }]);
  });

  it('are not taken after the period, nor on a notice that only tells', async () => {
    const [, second = ''] = stage.field.householdIds;
    const late = '征收与补偿条例第10条 TRANSITION_FORBIDDEN';
    await planted(`UPDATE notice SET ends_at = app_now() WHERE id = $1`, [noticeId]);
    await expect(file(second)).rejects.toThrow('征求意见期已过');
    expect(await stage.attacker.attempt(FILE, [noticeId, second, '迟到'])).toBe(late);
    await planted(`UPDATE notice SET ends_at = $2, kind = 'plan-final' WHERE id = $1`, [noticeId, ends]);
    await expect(file(second)).rejects.toThrow('征求意见');
    expect(await stage.attacker.attempt(FILE, [noticeId, second, '不该有'])).toBe(late);
    await planted(
      `UPDATE notice SET kind = 'plan-draft', status = 'archived', ends_at = app_now(),
      archived_at = app_now(), proof_hash = 'x' WHERE id = $1`,
      [noticeId],
    );
  });

  it('are registered word for word, and none is left out', async () => {
    const of = await entry('register-opinions');
    const CONSULT = 'INSERT INTO plan_consultation (entry_id, track_id, notice_id, units) VALUES ($1, $2, $3, 2)';
    const forgetful = `WITH consulted AS (${CONSULT} RETURNING 1) SELECT * FROM consulted`;
    const leaveOut = stage.db.transaction((tx) => tx.query(forgetful, [of.entryId, trackId, noticeId]));
    await expect(leaveOut).rejects.toThrow('没有全部登记');
    const heard = { householdId: null, source: '座谈会', text: '希望延长签约时间', unlawful: false };
    await stage.db.transaction((tx) => storeOpinions(tx, of, 2, [heard]));
    const changed = `INSERT INTO plan_opinion (entry_id, number, household_id, source, text, unlawful, filed_id)
      SELECT $1, 9, household_id, '平台', '没有意见', unlawful, id FROM household_opinion`;
    expect(await stage.attacker.attempt(changed, [of.entryId])).toBe('征收与补偿条例第10条 CONTENT_CHANGED');
    const rows = await stage.attacker.rows('SELECT number, source, unlawful FROM plan_opinion ORDER BY number');
    expect(rows).toEqual([
      { number: 1, source: '住户在平台提交', unlawful: true },
      { number: 2, source: '座谈会', unlawful: false },
    ]);
  });

  it('come back with their answer once the task is done; one answer may be given to several', async () => {
    const [first = ''] = stage.field.householdIds;
    const of = await entry('answer-opinions');
    const answer = (number: number, through?: number) =>
      stage.db.transaction((tx) => storeAnswers(tx, of, [{ number, through, accepted: true, answer: '按意见修改' }]));
    await expect(answer(1)).rejects.toThrow('第2条意见未答复');
    await expect(answer(1, 3)).rejects.toThrow('编号重复或不存在');
    await answer(1, 2);
    const mine = () => stage.db.transaction((tx) => opinionsOfHousehold(tx, first));
    expect(await mine()).toMatchObject([{ text: '补贴标准偏低', unlawful: true, answer: null }]);
    await planted(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, content_hash)
       VALUES ('track', $1, 'answer-opinions', 1, $2, 'answer-opinions', 'answered', 'x')`,
      [trackId, stage.field.staff.officerA],
    );
    expect(await mine()).toMatchObject([{ noticeTitle: '方案征求意见', accepted: true, answer: '按意见修改' }]);
    expect(await stage.db.transaction((tx) => weighOpinions(tx, trackId))).toMatchObject({ planChanges: true });
  });
});
