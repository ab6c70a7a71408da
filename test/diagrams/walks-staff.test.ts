import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const MEMBER = { staffMemberId: 's1', caseNumber: '员-0001' };
const REFUSED = { verdict: 'refused', returnReason: null, note: '不合格' };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('staff-admission', 'staff-certificate');
});

async function train(): Promise<void> {
  await on.decide('Task_RecordTraining', { verdict: 'recorded' });
  await on.decide('Task_ConfirmTraining', APPROVED);
}
async function certify(): Promise<void> {
  await train();
  await on.decide('Task_CertifyStaff', { verdict: 'certified' });
  await on.work('register-certificate', { certified: true });
}
const waitingFor = async () => (await on.work('raise-reminder')).variables['waitingFor'];

describe('admission of staff (R-62)', () => {
  beforeEach(async () => {
    await on.tell('staff-proposed', 's1', MEMBER);
    process = on.walk.userTask.processInstanceKey;
  });

  it('asks for ethics first, then ability, then the decision, then training and a certificate', async () => {
    expect(on.openTasks).toEqual(['Task_AssessEthics']);
    await on.decide('Task_AssessEthics', APPROVED);
    await on.decide('Task_AssessAbility', APPROVED);
    await on.decide('Task_DecideHiring', APPROVED);
    await certify();
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('ends where one of the three says no', async () => {
    const steps = ['Task_AssessEthics', 'Task_AssessAbility', 'Task_DecideHiring'];
    for (const failing of steps) {
      on = await DiagramWalk.open('staff-admission', 'staff-certificate');
      await on.tell('staff-proposed', 's1', MEMBER);
      process = on.walk.userTask.processInstanceKey;
      for (const step of steps.slice(0, steps.indexOf(failing))) await on.decide(step, APPROVED);
      await on.decide(failing, REFUSED);
      expect([failing, on.walk.isActive(process)]).toEqual([failing, false]);
    }
  });

  it('reminds of each step', async () => {
    const names: unknown[] = [];
    for (const step of ['Task_AssessEthics', 'Task_AssessAbility', 'Task_DecideHiring']) {
      await on.walk.forward(5 * DAY);
      names.push(await waitingFor());
      await on.decide(step, APPROVED);
    }
    expect(names).toEqual(['评估职业道德', '评估业务能力', '决定录用']);
  });
});

describe('training and certificate', () => {
  beforeEach(async () => {
    process = await on.walk.create('staff-training', MEMBER);
  });

  it('goes back to the record as often as hours are not confirmed or not enough', async () => {
    for (let round = 0; round < 2; round += 1) {
      await on.decide('Task_RecordTraining', { verdict: 'recorded' });
      await on.decide('Task_ConfirmTraining', RETURNED);
      expect(on.openTasks).toEqual(['Task_RecordTraining']);
    }
    for (let round = 0; round < 2; round += 1) {
      await train();
      await on.decide('Task_CertifyStaff', RETURNED);
      expect(on.openTasks).toEqual(['Task_RecordTraining']);
    }
    await certify();
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('gives no certificate where the examination was failed, and reminds of each step', async () => {
    const names: unknown[] = [];
    await on.walk.forward(15 * DAY);
    names.push(await waitingFor());
    await on.decide('Task_RecordTraining', { verdict: 'recorded' });
    await on.walk.forward(5 * DAY);
    names.push(await waitingFor());
    await on.decide('Task_ConfirmTraining', APPROVED);
    await on.walk.forward(5 * DAY);
    names.push(await waitingFor());
    expect(names).toEqual(['登记培训学时', '核实培训学时', '登记考试和上岗证']);
    await on.decide('Task_CertifyStaff', REFUSED);
    await expect(on.walk.jobs('register-certificate')).resolves.toEqual([]);
    expect(on.walk.isActive(process)).toBe(false);
  });
});

describe('a certificate (SD16)', () => {
  const read = (remindAt: string, endsAt: string) => on.work('read-certificate', { remindAt, endsAt });
  const PAST = '2020-01-01T16:00:00Z';
  const FAR = '2099-01-01T16:00:00Z';
  const instances = () =>
    (on.cases as { processDefinitionId: string }[]).filter((each) => each.processDefinitionId === 'staff-certificate');
  beforeEach(async () => {
    await on.tell('certificate-issued', 's1', MEMBER);
  });

  it('waits for its day, is renewed again and again', async () => {
    await read(FAR, FAR);
    await expect(on.walk.jobs('remind-renewal')).resolves.toEqual([]);
    on = await DiagramWalk.open('staff-admission', 'staff-certificate');
    await on.tell('certificate-issued', 's1', MEMBER);
    for (let year = 0; year < 2; year += 1) {
      await read(PAST, FAR);
      await on.walk.forward(DAY);
      await on.work('remind-renewal');
      await certify();
    }
    await read(FAR, FAR);
    expect(on.openTasks).toEqual([]);
    expect(instances()).toHaveLength(1);
  });

  it('ends the right to act on its last day, while a renewal may still follow', async () => {
    await read(PAST, PAST);
    await on.walk.forward(DAY);
    await on.work('remind-renewal');
    await on.walk.forward(DAY);
    expect((await on.work('end-right-to-act')).variables).toMatchObject({ staffMemberId: 's1' });
    expect(on.openTasks).toEqual(['Task_RecordTraining']);
    await train();
    await on.decide('Task_CertifyStaff', REFUSED);
    expect(instances()).toEqual([]);
    expect(on.walk.incidents).toEqual([]);
  });
});
