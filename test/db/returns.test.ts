import { beforeAll, describe, expect, it } from '@jest/globals';
import { agreementFormsRegister } from '../../api/registers/agreement-forms.register.js';
import { prepareAgreement } from '../../db/repositories/agreements.repository.js';
import { actsOfCase } from '../../db/repositories/case-acts.repository.js';
import { caseView } from '../../db/repositories/case-view.repository.js';
import { recordFileBagReturn } from '../../db/repositories/file-bag-returns.repository.js';
import { openNegotiationRound } from '../../db/repositories/negotiations.repository.js';
import { searchRegister } from '../../db/repositories/registers.repository.js';
import { sealAgreement } from '../../db/repositories/sealing.repository.js';
import { setStage } from './stage.js';

describe('a file bag that is returned (R-40)', () => {
  const stage = setStage();
  let first: string;
  const view = () => stage.db.transaction((tx) => caseView(tx, stage.field.householdId));
  const returnBag = (reason: 'a' | 'b' | 'c') =>
    stage.field.act('supervision', {
      act: 'review-supervision-department',
      verdict: 'returned',
      returnReason: reason,
      note: '户籍资料不全',
    });

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.negotiate();
    await stage.field.check();
    first = await stage.field.sign();
    await stage.field.act('projectSupervisor', { act: 'review-project-supervisor', verdict: 'approved' });
    await returnBag('c');
    await stage.db.transaction((tx) => recordFileBagReturn(tx, first));
  });

  it('keeps no approval and no signature of an officer, but the check of the unchanged calculation (reason c)', async () => {
    const acts = await stage.db.transaction((tx) => actsOfCase(tx, stage.field.householdId));
    const withdrawn = acts.filter((act) => act.withdrawn).map(({ act }) => act);
    expect(withdrawn).toEqual(['sign-as-officer', 'sign-as-officer', 'review-project-supervisor']);
    expect((await view()).agreements).toMatchObject([{ id: first, status: 'returned' }]);
  });

  it('answers the same when the job comes twice', async () => {
    const answer = await stage.db.transaction((tx) => recordFileBagReturn(tx, first));
    expect(answer).toEqual({ returnReason: 'c', returns: 1 });
    const { ledger } = await view();
    expect(ledger.filter(({ kind }) => kind === 'agreement-returned')).toHaveLength(1);
  });

  it('is not reviewed or sealed before it is rectified (R-41)', async () => {
    const review = stage.field.act('projectSupervisor', { act: 'review-project-supervisor', verdict: 'approved' });
    await expect(review).rejects.toMatchObject({ code: 'RETURN_OPEN' });
    await expect(stage.db.transaction((tx) => sealAgreement(tx, first))).rejects.toMatchObject({
      code: 'REVIEW_INCOMPLETE',
    });
  });

  it('comes back as a new version, signed by the officers of the round in which was negotiated', async () => {
    const { db, field } = stage;
    await field.act('officerA', { act: 'rectify-file-bag', verdict: 'rectified' });
    expect(await db.transaction((tx) => openNegotiationRound(tx, field.householdId, 1))).toBe(2);
    expect(await db.transaction((tx) => openNegotiationRound(tx, field.householdId, 1))).toBe(2);
    await field.sign();
    const { agreements } = await view();
    expect(agreements).toMatchObject([{ status: 'superseded' }, { version: 2, status: 'officers-signed' }]);
    expect(agreements[0]?.contentHash).not.toBe(agreements[1]?.contentHash);
  });

  it('needs a new check of the calculation after a return for reason a', async () => {
    const { db, field } = stage;
    await field.act('projectSupervisor', { act: 'review-project-supervisor', verdict: 'approved' });
    await returnBag('a');
    const second = (await view()).agreements[1]?.id ?? '';
    expect(await db.transaction((tx) => recordFileBagReturn(tx, second))).toEqual({ returnReason: 'a', returns: 2 });
    await field.act('officerB', { act: 'rectify-file-bag', verdict: 'rectified' });
    await db.transaction((tx) => openNegotiationRound(tx, field.householdId, 2));
    await field.negotiate(field.householdId, 3);
    await expect(db.transaction((tx) => prepareAgreement(tx, field.householdId))).rejects.toMatchObject({
      code: 'REVIEW_INCOMPLETE',
    });
  });

  it('goes through in the end, with everything that happened on record', async () => {
    const { field } = stage;
    await field.check();
    const third = await field.sign();
    await field.review();
    await field.seal(third);
    const { agreements, ledger } = await view();
    expect(agreements.map(({ status }) => status)).toEqual(['superseded', 'superseded', 'sealed']);
    const listed = await stage.db.transaction((tx) => {
      const { rows, sort, columns } = agreementFormsRegister;
      const textColumns = columns.map(({ key }) => key);
      return searchRegister(tx, { rows, sort, textColumns, filters: [], q: '', offset: 0, limit: 50 });
    });
    expect(listed.items.map((form) => [form['status_label'], form['stood_at']])).toEqual([
      ['已盖章', null],
      ['已被替代', '已退回'],
      ['已被替代', '已退回'],
    ]);
    const forms = await stage.attacker.rows(
      `SELECT version, stood_at FROM agreement LEFT JOIN agreement_void ON agreement_id = id ORDER BY version`,
    );
    expect(forms).toEqual([
      { version: 1, stood_at: 'returned' },
      { version: 2, stood_at: 'returned' },
      { version: 3, stood_at: null },
    ]);
    expect(ledger.filter(({ kind }) => kind === 'act-withdrawn')).toHaveLength(7);
  });

  it.each(['approve-agreement', 'sign-as-officer'])('keeps %s for good once the text is sealed (R-41)', async (act) => {
    const sql = 'UPDATE case_act SET withdrawn_at = app_now() WHERE act = $1 AND withdrawn_at IS NULL';
    expect(await stage.attacker.attempt(sql, [act])).toBe('R-41 TRANSITION_FORBIDDEN');
  });
});
