import { beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount, organisationOf } from '../../db/repositories/accounts.repository.js';
import { checkCatchUp, settleCatchUp } from '../../db/repositories/catch-up.repository.js';
import { bindingInterpretations, openCatchUps } from '../../db/repositories/meeting-overview.repository.js';
import { adoptMinutes, escalateDecision } from '../../db/repositories/meeting-follow-up.repository.js';
import { closeMeeting, openRegularMeeting } from '../../db/repositories/meetings.repository.js';
import { MeetingWork } from '../factories/meeting-work.js';
import { setStage } from './stage.js';

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

describe('guards on joint meetings, against plain SQL and tired people', () => {
  const stage = setStage(2);
  let meeting: MeetingWork;
  let confirmer: string;
  let bodies: string[];
  const today = () => stage.db.transaction((tx) => tx.today());
  const refused = (work: Promise<unknown>) => work.then(() => 'done', message);

  beforeAll(async () => {
    const { db, field } = stage;
    await field.freeze();
    await field.signAndSealAll();
    const bureau = await db.transaction((tx) => organisationOf(tx, field.staff.district));
    bodies = [bureau?.id ?? '', field.staff.townId];
    confirmer = await db.transaction((tx) =>
      createAccount(tx, {
        username: 'district-b',
        displayName: '区房管经办乙',
        organisationId: bureau?.id ?? '',
        password: 'correct horse',
        roles: [{ role: 'district-officer', validFrom: '2026-01-01' }],
      }),
    );
    meeting = await MeetingWork.call(db, field.staff.district);
    await meeting.agenda(bodies, await today());
  });

  it('does not meet while a body that must take part is missing (R-27)', async () => {
    const { attacker } = stage;
    expect(await refused(meeting.attendance(bodies.slice(0, 1), 'held'))).toContain('应到单位未到齐');
    await meeting.attendance(bodies.slice(0, 1), 'adjourned');
    await meeting.attendance(bodies, 'held');
    expect(await attacker.attempt('DELETE FROM meeting_attendee')).toBe('R-46 TRANSITION_FORBIDDEN');
  });

  it('binds nobody by minutes that only their recorder has seen (R-28, R-29)', async () => {
    const { db, field, attacker } = stage;
    await meeting.minutes({
      summary: '统一搬迁费口径',
      decisions: [{ text: '公布口径', ownerId: field.staff.town, dueOn: '2026-12-31' }],
      interpretations: [
        {
          rule: '方案第十二条',
          reading: '按证计算',
          validFrom: '2026-12-01',
          parameter: null,
          newValue: null,
          projectId: null,
        },
      ],
    });
    const list = `INSERT INTO catch_up_item (interpretation_id, agreement_id)
      SELECT meeting_interpretation.id, agreement.id FROM meeting_interpretation, agreement`;
    expect(await attacker.attempt(list)).toBe('R-29 GATE_NOT_DUE');
    expect(await db.transaction(bindingInterpretations)).toEqual([]);
    expect(await refused(meeting.confirm(field.staff.district))).toContain('R-28');
    await meeting.confirm(confirmer);
    expect(await db.transaction(bindingInterpretations)).toHaveLength(1);
    expect(await attacker.attempt(`UPDATE meeting_interpretation SET reading = '按人计算'`)).toBe(
      'R-46 TRANSITION_FORBIDDEN',
    );
  });

  it('lists every agreement a reading touches once, checked by one and settled by another (R-26)', async () => {
    const { db, field, attacker } = stage;
    const adopt = () => db.transaction((tx) => adoptMinutes(tx, meeting.meetingId));
    expect((await adopt()).catchUpCount).toBe(2);
    expect((await adopt()).catchUpCount).toBe(2);
    const [first, second] = await db.transaction(openCatchUps);
    const check = (id = '', affected = false) =>
      db.transaction((tx) => checkCatchUp(tx, id, { affected, note: '已核对' }, field.staff.supervision));
    const settle = (id = '') => db.transaction((tx) => settleCatchUp(tx, id, '已签补充协议', field.staff.investment));
    expect(await refused(settle(first?.id))).toContain('尚未核对');
    await check(first?.id, true);
    expect(await refused(check(first?.id))).toContain('等待确认处理结果');
    const settleBy = (person: string) =>
      attacker.attempt('INSERT INTO catch_up_settlement (item_id, person_id, note) VALUES ($1, $2, $3)', [
        first?.id,
        person,
        '已处理',
      ]);
    expect(await settleBy(field.staff.supervision)).toBe('R-26 DUTY_NOT_SEPARATED');
    await settle(first?.id);
    const told = () => attacker.rows(`SELECT name FROM outbox WHERE name = 'catch-up-finished'`);
    expect(await told()).toEqual([]);
    await check(second?.id);
    expect(await told()).toHaveLength(1);
    expect(await refused(check(second?.id))).toContain('核对完毕');
  });

  it('tells one body higher at each alarm, and ends no meeting with an open decision (R-28)', async () => {
    const { db, attacker, field } = stage;
    const { decisions } = await db.transaction((tx) => adoptMinutes(tx, meeting.meetingId));
    const decisionId = decisions[0]?.decisionId ?? '';
    await db.transaction((tx) => escalateDecision(tx, decisionId));
    await db.transaction((tx) => escalateDecision(tx, decisionId));
    const alarms = await attacker.rows<{ text: string }>('SELECT text FROM alarm WHERE case_id = $1 ORDER BY step', [
      decisionId,
    ]);
    expect(alarms.map(({ text }) => text.slice(-8))).toEqual(
      ['请区房管局督办', '请区人民政府督办'].map((text) => expect.stringContaining(text)),
    );
    const close = () => db.transaction((tx) => closeMeeting(tx, meeting.meetingId));
    expect(await refused(close())).toContain('还有未办结的议定事项');
    const foreign = attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict)
       VALUES ('meeting-decision', $1, 'carry-out-decision', 1, $2, 'done')`,
      [decisionId, field.staff.district],
    );
    expect(await foreign).toMatch(/ROLE_MISSING|FIELD_MISSING/);
  });

  it('convenes a regular meeting once, however often it looks (R-28)', async () => {
    const { db, attacker } = stage;
    await db.clock.pinClock('2026-06-01T01:00:00.000Z');
    expect(await db.transaction(openRegularMeeting)).toBe(true);
    expect(await db.transaction(openRegularMeeting)).toBe(false);
    const rows = await attacker.rows(`SELECT name FROM outbox WHERE name = 'meeting-called'`);
    expect(rows).toHaveLength(2);
  });
});
