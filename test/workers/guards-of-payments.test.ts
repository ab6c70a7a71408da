import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskDetail } from '../../api/contract/index.js';
import type { ActName, Role } from '../../rules/acts.js';
import { CaseWalk, sampleRegister } from '../process/case-walk.js';
import { startRunningSystem } from '../process/running-system.js';
import type { RunningSystem } from '../process/running-system.js';
import { expectDenied, expectTurnedAway, giveRole, refusedByApi, refusedByEngine } from './attack.js';

/** A list of payments on its way to the bank, and everybody who must not help it along. */
describe('the guards of payments', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  let listId: string;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await walk.openSigning();
    await walk.negotiate();
    await walk.sign();
    await walk.review();
    await walk.do('seal', 'seal-agreement');
    await walk.publish();
    await walk.deposit('900000.00', '首期资金');
    await walk.waitForList();
    const [list] = await system.sql<{ id: string }>('SELECT id FROM payment_list');
    listId = list?.id ?? '';
  }, 180_000);
  afterAll(() => system.stop(), 30_000);

  interface Wrong {
    readonly name: string;
    readonly who: string;
    readonly role: Role;
    readonly clauses: readonly string[];
    readonly codes: readonly string[];
  }

  /** Takes the post for this attack alone, so that it is not the role that refuses. */
  async function mayNotTake(holder: string, act: ActName, { who, role, clauses, codes }: Wrong): Promise<void> {
    const { taskKey } = await walk.task(holder, act);
    const takeBack = await giveRole(system, who, role);
    const session = await system.as(who);
    const expected = { caseId: listId, status: 409, clauses, codes };
    await expectDenied(system, () => refusedByApi(session.post(`/api/tasks/${taskKey}/claim`)), expected);
    const assign = { assignee: who };
    const path = `/user-tasks/${taskKey}/assignment`;
    await expectDenied(system, () => refusedByEngine(system.atEngine(who, 'POST', path, assign)), expected);
    await takeBack();
  }

  const complete = (who: string, task: TaskDetail, variables: Record<string, unknown>) =>
    refusedByEngine(system.atEngine(who, 'POST', `/user-tasks/${task.taskKey}/completion`, { variables }));

  it('do not let a list be reported as made that is not', async () => {
    const task = await walk.claim('maker', 'make-payment-list');
    const expected = { caseId: listId, status: 409, clauses: ['R-58'], codes: ['FIELD_MISSING'] };
    await expectDenied(system, () => complete('maker', task, { verdict: 'made' }), expected);
    await walk.complete('maker', task.taskKey, await walk.enter('maker', task));
  }, 60_000);

  const own = { role: 'project-supervisor', clauses: ['SD8'], codes: ['DUTY_NOT_SEPARATED'] } as const;
  const ofFirstLevel: readonly Wrong[] = [
    { ...own, name: 'the person who made the list', who: 'maker' },
    {
      ...own,
      name: 'an officer who measured, negotiated and signed on the case of the household',
      who: 'field-a',
      clauses: ['SD9'],
      codes: ['DUTY_NOT_SEPARATED', 'DUTY_NOT_SEPARATED', 'DUTY_NOT_SEPARATED'],
    },
  ];
  it.each(ofFirstLevel)(
    'keep the first level from $name',
    (wrong) => mayNotTake('supervisor', 'approve-payment-1', wrong),
    60_000,
  );

  it('take no verdict that the level does not have', async () => {
    const task = await walk.claim('supervisor', 'approve-payment-1');
    const expected = { caseId: listId, status: 409, clauses: ['R-40'], codes: ['VERDICT_INVALID'] };
    await expectDenied(system, () => complete('supervisor', task, { verdict: 'made' }), expected);
    await expectDenied(system, () => complete('supervisor', task, {}), expected);
    const byAnother = () => complete('bookkeeper', task, { verdict: 'approved' });
    await expectTurnedAway(system, byAnother, { caseId: listId, status: 403 });
    await walk.complete('supervisor', task.taskKey, { verdict: 'approved' });
  }, 60_000);

  it(
    'keep the second level from the person of the first',
    () => mayNotTake('bookkeeper', 'approve-payment-2', { ...own, name: '', who: 'supervisor', role: 'bookkeeper' }),
    60_000,
  );

  it('keep a list that lacks money from the bank, whatever the finance head says', async () => {
    await walk.do('bookkeeper', 'approve-payment-2');
    await walk.do('finance', 'approve-payment-3', { verdict: 'approved' });
    await walk.do('manager', 'approve-payment-4');
    const task = await walk.claim('finance', 'fund-account');
    await walk.complete('finance', task.taskKey, { verdict: 'funded' });
    const again = await walk.claim('finance', 'fund-account');
    expect(again.taskKey).not.toBe(task.taskKey);
    expect(await system.sql('SELECT end_to_end_id FROM bank_instruction')).toEqual([]);
    await walk.deposit('101443.08', '补足资金');
    await walk.complete('finance', again.taskKey, { verdict: 'funded' });
  }, 60_000);

  const release = { role: 'investment-supervisor', clauses: ['SD8'], codes: ['DUTY_NOT_SEPARATED'] } as const;
  const ofRelease: readonly Wrong[] = [
    {
      ...release,
      name: 'the person who made the list, whose firm is supervised, too',
      who: 'maker',
      clauses: ['R-50', 'SD6', 'SD8'],
      codes: ['DUTY_NOT_SEPARATED', 'AFFILIATED'],
    },
    {
      ...release,
      name: 'the last level',
      who: 'manager',
      clauses: ['R-50', 'SD6', 'SD8'],
      codes: ['DUTY_NOT_SEPARATED', 'AFFILIATED'],
    },
  ];
  it.each(ofRelease)(
    'keep the release from $name (SD6, SD8)',
    (wrong) => mayNotTake('investment', 'release-payment', wrong),
    60_000,
  );

  it('let the list go to the bank once five others have agreed, and nothing else has', async () => {
    await walk.do('investment', 'release-payment');
    await walk.answerOfTheBank();
    await walk.waitForStage('paid');
    const acts = await system.sql<{ people: string; acts: string }>(
      `SELECT count(DISTINCT person_id) AS people, count(*) AS acts FROM case_act
       WHERE case_id = $1 AND verdict = 'approved' AND withdrawn_at IS NULL`,
      [listId],
    );
    expect(acts).toEqual([{ people: '5', acts: '5' }]);
  }, 60_000);
});
