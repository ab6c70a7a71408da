import { beforeAll, describe, expect, it } from '@jest/globals';
import { freezeAreaList } from '../../db/repositories/area-lists.repository.js';
import { openSurveyRound } from '../../db/repositories/areas.repository.js';
import { caseView } from '../../db/repositories/case-view.repository.js';
import { archiveNotice, contentForTier, getNotice } from '../../db/repositories/notices.repository.js';
import {
  answerObjection,
  closeObjection,
  countOpenObjections,
  fileObjection,
} from '../../db/repositories/objections.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { prepareToSign } from '../factories/plan.js';
import { setStage } from './stage.js';

describe('objections to an area list (R-24)', () => {
  const stage = setStage(3);
  let noticeId = '';
  let endsAt: string;
  const messages = (name: string) =>
    stage.db.query<{ correlation_key: string }>('SELECT correlation_key FROM outbox WHERE name = $1 ORDER BY seq', [
      name,
    ]);
  const file = (householdId: string, text = '阳台面积漏计') =>
    stage.db.transaction((tx) => fileObjection(tx, { noticeId, householdId, text }));
  const countOpen = () => stage.db.transaction((tx) => countOpenObjections(tx, noticeId));
  const answer = async (objectionId: string, upheld: boolean) => {
    const { db, field } = stage;
    const handlerId = field.staff.otherDeterminer;
    await db.transaction((tx) => answerObjection(tx, { objectionId, handlerId, answer: '已复核', upheld }));
    const verdict = upheld ? 'upheld' : 'rejected';
    await field.act('otherDeterminer', { act: 'answer-objection', caseId: objectionId, verdict });
    return db.transaction((tx) => closeObjection(tx, objectionId));
  };

  beforeAll(async () => {
    for (const id of stage.field.householdIds) noticeId = (await stage.field.determine(id)) ?? noticeId;
  });

  it('cannot open signing while nothing is frozen', async () => {
    const { db, field } = stage;
    const open = db.transaction((tx) => openSigning(tx, field.projectId, field.staff.town));
    await expect(open).rejects.toMatchObject({ code: 'AREA_NOT_FROZEN' });
  });

  it('are not taken before the list is up', async () => {
    await expect(file(stage.field.householdId)).rejects.toMatchObject({ code: 'TRANSITION_FORBIDDEN' });
  });

  it('see a list that names nobody', async () => {
    endsAt = await stage.field.publish(noticeId);
    const notice = await stage.db.transaction((tx) => getNotice(tx, noticeId));
    const text = JSON.stringify(notice.maskedContent);
    expect(text).toContain('住＊＊');
    expect(text).not.toMatch(/住户|310113|6222|021-/);
    expect(contentForTier(notice, 1)?.rows[0]).toEqual({ caseNumber: '宝征-2026-001-0001' });
  });

  it('are filed once, by a household the list concerns', async () => {
    const [first = '', second = ''] = stage.field.householdIds;
    const objection = await file(first);
    expect((await file(first)).id).toBe(objection.id);
    await file(second, '请核对门牌');
    expect(await messages('objection-filed')).toHaveLength(2);
    expect(await countOpen()).toBe(2);
    await expect(file('00000000-0000-4000-8000-000000000009')).rejects.toMatchObject({ code: 'TRANSITION_FORBIDDEN' });
  });

  it('are answered in writing, by somebody else than who determined, with one and the same verdict (SD12)', async () => {
    const { db, field } = stage;
    const [first = ''] = field.householdIds;
    const { objections } = await db.transaction((tx) => caseView(tx, first));
    const caseId = objections[0]?.id ?? '';
    const act = { act: 'answer-objection', caseId, verdict: 'upheld' } as const;
    await expect(field.act('otherDeterminer', act)).rejects.toMatchObject({ code: 'OBJECTION_OPEN' });
    await expect(field.act('determiner', act)).rejects.toMatchObject({ code: 'DUTY_NOT_SEPARATED' });
    const handlerId = field.staff.otherDeterminer;
    const rejected = { objectionId: caseId, handlerId, answer: '维持', upheld: false };
    await db.transaction((tx) => answerObjection(tx, rejected));
    await expect(field.act('otherDeterminer', act)).rejects.toMatchObject({ code: 'VERDICT_INVALID' });
    expect(await answer(caseId, true)).toEqual({ upheld: true });
  });

  it('are counted while they are open, also when filed in the last moment and the period is over meanwhile', async () => {
    const { db, field } = stage;
    const [, , third = ''] = field.householdIds;
    const lastMoment = await db.transaction(async (tx) => {
      const { id } = await fileObjection(tx, { noticeId, householdId: third, text: '期满前一刻提出' });
      await db.clock.pinClock(endsAt);
      const countAtOnce = db.transaction(async (other) => {
        await other.query(`SET LOCAL lock_timeout = '1ms'`);
        return countOpenObjections(other, noticeId);
      });
      await expect(countAtOnce).rejects.toThrow('lock timeout');
      return id;
    });
    expect(await countOpen()).toBe(2);
    await expect(db.transaction((tx) => archiveNotice(tx, noticeId))).rejects.toMatchObject({ code: 'OBJECTION_OPEN' });
    await answer(lastMoment, false);
    expect(await countOpen()).toBe(1);
  });

  it('send an upheld area back to be measured, once, and leave the others as they are', async () => {
    const { db, field } = stage;
    const [first = '', second = ''] = field.householdIds;
    expect(await messages('area-objection-upheld')).toEqual([{ correlation_key: first }]);
    const { objections } = await db.transaction((tx) => caseView(tx, second));
    expect(await answer(objections[0]?.id ?? '', false)).toEqual({ upheld: false });
    expect(await countOpen()).toBe(0);
    await db.clock.pinClock(endsAt);
    await expect(file(second, '迟到的异议')).rejects.toMatchObject({ code: 'TRANSITION_FORBIDDEN' });
    expect(await db.transaction((tx) => archiveNotice(tx, noticeId))).toMatchObject({ upheldCount: 1 });
    const freeze = () => db.transaction((tx) => freezeAreaList(tx, noticeId));
    expect(await freeze()).toEqual({ frozenCount: 2, upheldCount: 1 });
    expect(await freeze()).toEqual({ frozenCount: 2, upheldCount: 1 });
    expect(await messages('area-frozen')).toHaveLength(2);
  });

  it('lead to a supplementary list; its household hears at once that signing is open', async () => {
    const { db, field } = stage;
    const [first = ''] = field.householdIds;
    await db.transaction((tx) => prepareToSign(tx, field.projectId, field.staff));
    await db.transaction((tx) => openSigning(tx, field.projectId, field.staff.town));
    await db.transaction((tx) => openSigning(tx, field.projectId, field.staff.town));
    expect(await messages('signing-opened')).toHaveLength(2);
    expect(await db.transaction((tx) => openSurveyRound(tx, first, 1))).toBe(2);
    noticeId = (await field.determine(first, 2)) ?? '';
    await db.clock.pinClock(await field.publish(noticeId));
    await db.transaction((tx) => archiveNotice(tx, noticeId));
    expect(await db.transaction((tx) => freezeAreaList(tx, noticeId))).toEqual({ frozenCount: 1, upheldCount: 0 });
    const opened = await messages('signing-opened');
    expect(opened.at(-1)).toEqual({ correlation_key: first });
    const { determinations } = await db.transaction((tx) => caseView(tx, first));
    expect(determinations.map(({ status }) => status)).toEqual(['superseded', 'frozen']);
  });
});
