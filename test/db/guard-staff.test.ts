import { describe, expect, it } from '@jest/globals';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { declareTie, endTie, recusedFrom, standingTies } from '../../db/repositories/relationships.repository.js';
import { certificateDates, registerCertificate } from '../../db/repositories/staff-certificates.repository.js';
import { contactsOf, listStaff } from '../../db/repositories/staff-figures.repository.js';
import { getStaffMember, proposeStaff, trainingOfPersons } from '../../db/repositories/staff-members.repository.js';
import { entryFor } from '../../api/entries/index.js';
import { staffOverviewOf } from '../../api/present/staff.js';
import { checkCompletion } from '../../db/acts/index.js';
import { actsOfCase } from '../../db/repositories/case-acts.repository.js';
import type { ActName } from '../../rules/acts.js';
import { setStage } from './stage.js';

const word = (error: unknown): string => (error instanceof Error ? error.message : '');

describe('guards on staff, against the register and plain SQL', () => {
  const stage = setStage(2);
  let tasks = 0;
  const inDb = <T>(work: Parameters<typeof stage.db.transaction<T>>[0]) => stage.db.transaction(work);

  async function act(memberId: string, name: ActName, personId: string, verdict: string, values = {}): Promise<string> {
    tasks += 1;
    const taskKey = `staff:${String(tasks)}`;
    const taskCase = { act: name, kind: 'staff-member', id: memberId } as const;
    await inDb(async (tx) => {
      const entry = entryFor(name);
      const context = { taskCase, taskKey, personId, round: 1 };
      if (entry !== undefined) {
        await recordEntry(tx, { ...context, given: values, replaces: entry.replaces }, (entryId) =>
          entry.store(tx, { ...context, entryId }, values),
        );
      }
      const caseActs = await actsOfCase(tx, memberId);
      const said = { verdict, returnReason: null, note: '—', seenHash: null };
      const findings = await checkCompletion(tx, { ...context, ...said, caseActs });
      if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join('；'));
      await recordAct(tx, { act: name, caseId: memberId, personId, taskKey, verdict, note: '—' });
    });
    return taskKey;
  }
  const propose = (ties: string | null) =>
    inDb(async (tx) => {
      const { staff } = stage.field;
      const proposal = { accountId: staff.uncertified, origin: 'own', reason: '人手不足', ties } as const;
      const id = await proposeStaff(tx, proposal, staff.approver);
      return id;
    });
  const ETHICS = { basis: '谈话良好', recordChecked: true };
  const trainings = (on: string) => ({
    sessions: [
      { kind: 'self-study', form: 'own', on, hours: 16, topic: '自学' },
      { kind: 'city-course', form: 'visited', on, hours: 16, topic: '上岗培训' },
      { kind: 'law-and-ethics', form: 'invited', on, hours: 8, topic: '党纪国法' },
    ],
  });
  const role = (person: string, name: string) =>
    stage.attacker.plant(`INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, $2, '2026-01-01')`, [
      person,
      name,
    ]);

  it('hire by ethics first, by others than who proposes, with ties declared; a refusal ends it (R-62, SD15)', async () => {
    const { staff } = stage.field;
    const first = await propose(null);
    await expect(propose(null).catch(word)).resolves.toContain('已在人员名册中');
    const ability = () => act(first, 'assess-ability', staff.projectSupervisor, 'approved', { basis: '试讲' });
    expect(await ability().catch(word)).toContain('职业道德评估尚未通过');
    await act(first, 'assess-ethics', staff.supervision, 'approved', ETHICS);
    await ability();
    const decide = (id: string) => act(id, 'decide-hiring', staff.generalManager, 'approved');
    expect(await decide(first).catch(word)).toContain('尚未申报利害关系');
    await act(first, 'decide-hiring', staff.generalManager, 'refused');
    expect((await inDb((tx) => getStaffMember(tx, first))).outcome).toBe('refused');
    const second = await propose('无');
    await act(second, 'assess-ethics', staff.supervision, 'approved', ETHICS);
    await act(second, 'assess-ability', staff.projectSupervisor, 'approved', { basis: '试讲' });
    await decide(second);
    expect((await inDb((tx) => getStaffMember(tx, second))).outcome).toBe('hired');
  });

  it('give no certificate without confirmed hours, city course, law and examination (R-63, R-64, R-65, SD16)', async () => {
    const { staff } = stage.field;
    await role(staff.maker, 'staff-manager');
    const [member] = (await inDb((tx) => listStaff(tx, null))).filter(
      ({ accountId, outcome }) => accountId === staff.uncertified && outcome === 'hired',
    );
    const id = member?.id ?? '';
    const exam = { examOn: '2026-03-02', examPassed: true, number: '沪征-新', validFrom: '2026-03-02' };
    const certify = (values: object = exam) => act(id, 'certify-staff', staff.district, 'certified', values);
    expect(await certify().catch(word)).toContain('不足40学时');
    await act(id, 'record-training', staff.maker, 'recorded', trainings('2026-03-02'));
    expect(await certify().catch(word)).toContain('不足40学时');
    await act(id, 'confirm-training', staff.supervision, 'approved');
    const sessions = await inDb((tx) => trainingOfPersons(tx, [staff.uncertified]));
    expect(sessions.map(({ confirmed }) => confirmed)).toEqual([true, true, true]);
    expect(await certify({ ...exam, examPassed: false }).catch(word)).toContain('考试不合格');
    const direct = `INSERT INTO staff_certificate (account_id, number, valid_from, valid_to)
      VALUES ('${staff.uncertified}', '沪征-新', '2026-03-02', '2027-03-01')`;
    expect(await stage.attacker.attempt(direct)).toBe('SD16 NOT_VERIFIED');
    await certify();
    await inDb((tx) => registerCertificate(tx, id));
    await inDb((tx) => registerCertificate(tx, id));
    const dates = await inDb((tx) => certificateDates(tx, id));
    expect(dates).toEqual({ remindAt: '2026-12-30T16:00:00Z', endsAt: '2027-03-01T16:00:00Z' });
    const { members } = await inDb((tx) => staffOverviewOf(tx, stage.field.staff.firmId));
    expect(members.find((row) => row.id === id)).toMatchObject({
      stateLabel: '持证在岗',
      certificateUntil: '2027-03-01',
      trainingHours: 40,
      lawHours: 8,
      findings: [],
    });
  });

  it('keep a person from the household he is tied to, until another says that it is over (SD15)', async () => {
    const { staff, householdIds } = stage.field;
    const [own = '', other = ''] = householdIds;
    const [row] = await stage.attacker.rows<{ number: string }>(
      `SELECT case_number AS number FROM household WHERE id = '${own}'`,
    );
    const tie = await inDb((tx) => declareTie(tx, staff.officerA, row?.number ?? '', 'relative'));
    expect(await inDb((tx) => declareTie(tx, staff.officerA, row?.number ?? '', 'relative'))).toBe(tie);
    await expect(inDb((tx) => declareTie(tx, staff.officerA, '没有', 'relative')).catch(word)).resolves.toContain(
      '没有这个案号',
    );
    const survey = (household: string) =>
      stage.attacker.attempt(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id) VALUES ('household', $1, 'survey-area', 1, $2)`,
        [household, staff.officerA],
      );
    expect(await survey(own)).toBe('SD15 RECUSED');
    expect(await survey(other)).not.toBe('SD15 RECUSED');
    expect(await inDb((tx) => recusedFrom(tx, 'household', own, 'staff'))).toEqual([staff.officerA]);
    expect(await inDb((tx) => standingTies(tx, staff.officerA))).toHaveLength(1);
    expect(await inDb((tx) => endTie(tx, tie, staff.officerA)).catch(word)).toContain('不得解除自己的');
    await inDb((tx) => endTie(tx, tie, staff.supervision));
    expect(await survey(own)).not.toBe('SD15 RECUSED');
    for (const sql of ['DELETE FROM relationship', `UPDATE relationship SET kind = 'client'`]) {
      expect([sql, await stage.attacker.attempt(sql)]).not.toEqual([sql, 'done']);
    }
  });

  it('show how often two officers go together (R-75)', async () => {
    await stage.field.determine(stage.field.householdIds[1] ?? '');
    const contacts = await inDb((tx) => contactsOf(tx, stage.field.staff.firmId));
    expect(contacts.map(({ officerIds }) => [...officerIds].sort())).toEqual([
      [stage.field.staff.officerA, stage.field.staff.officerB].sort(),
    ]);
  });
});
