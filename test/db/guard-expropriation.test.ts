import { describe, expect, it } from '@jest/globals';
import { refuseExpropriation } from '../../db/repositories/expropriation-refusal.repository.js';
import { depositFunds } from '../../db/repositories/special-accounts.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import { adoptPlan } from '../factories/plan.js';
import { setStage } from './stage.js';

const MONEY = '征收与补偿条例第12条、R-56';
const RISK = '征收与补偿条例第12条、市政府令第71号第18条 DECISION_POINT_OPEN';

describe('guards on expropriation decisions, against plain SQL', () => {
  const stage = setStage();
  let trackId = '';
  let needId = '';
  let words: Word = { id: '', hash: '' };
  let noticeId = '';
  let number = 0;

  interface Word {
    readonly id: string;
    readonly hash: string;
  }
  const one = async <Row>(sql: string, parameters: readonly unknown[]): Promise<Row> => {
    const [row] = await stage.attacker.rows<Row>(sql, parameters);
    if (row === undefined) throw new Error(`nothing answers ${sql}`);
    return row;
  };
  /** An entry and what was done with it, past the guards: this suite is about what follows from them. */
  async function entered(act: string, person: string): Promise<Word> {
    number += 1;
    const hash = `${act}-${String(number)}`;
    await stage.attacker.plant(
      `UPDATE task_entry SET superseded_at = app_now() WHERE case_id = $1 AND act = $2 AND superseded_at IS NULL`,
      [trackId, act],
    );
    await stage.attacker.plant(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($1, $2, 'track', $3, 1, $4, '{}', $1)`,
      [hash, act, trackId, person],
    );
    const { id } = await one<{ id: string }>('SELECT id FROM task_entry WHERE task_key = $1', [hash]);
    return { id, hash };
  }
  async function done(act: string, verdict: string, person: string, hash: string): Promise<void> {
    number += 1;
    await stage.attacker.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, content_hash)
       VALUES ('track', $1, $2, 1, $3, $4, $5, $6)`,
      [trackId, act, person, `task-${String(number)}`, verdict, hash],
    );
  }
  const DECIDE = `INSERT INTO expropriation_decision (track_id, version, number, entry_id, need_id, notice_id)
    VALUES ($1, $2, '决定一号', $3, $4, $5)`;
  const decide = (version = 1) => stage.attacker.attempt(DECIDE, [trackId, version, words.id, needId, noticeId]);
  async function notice(kind: string): Promise<string> {
    number += 1;
    const made = await one<{ id: string }>(
      `INSERT INTO notice (project_id, kind, title, number, content, minimum_days)
       VALUES ($1, $2, '公告', $3, '{}', 1) RETURNING id`,
      [stage.field.projectId, kind, `公告-${String(number)}`],
    );
    return made.id;
  }
  const TELL = `INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
    VALUES (gen_random_uuid(), 'expropriation-decided', $1, 0, '{}')`;
  const tell = () => stage.attacker.attempt(TELL, [trackId]);

  it('decide nothing without a risk that is low enough and reviewed by another (R-15)', async () => {
    const { db, field, attacker } = stage;
    const { staff } = field;
    await field.freeze();
    trackId = await db.transaction((tx) => openTrack(tx, field.projectId, 'state'));
    await db.transaction((tx) => adoptPlan(tx, field.projectId, staff, {}, 'state'));
    for (const person of [staff.checker, staff.sealKeeper]) {
      await attacker.plant(
        `INSERT INTO account_role (account_id, role, valid_from) VALUES ($1, 'district-government', '2020-01-01')`,
        [person],
      );
    }
    noticeId = await notice('plan-final');
    words = await entered('decide-expropriation', staff.sealKeeper);
    await attacker.plant(`INSERT INTO expropriation_words (entry_id, track_id, number) VALUES ($1, $2, '决定一号')`, [
      words.id,
      trackId,
    ]);
    needId = trackId;
    expect(await decide()).toBe(RISK);
    const risk = await entered('assess-stability-risk', staff.district);
    await done('assess-stability-risk', 'high-risk', staff.district, risk.hash);
    await done('review-stability-risk', 'approved', staff.checker, risk.hash);
    expect(await decide()).toBe(RISK);
    const again = await entered('assess-stability-risk', staff.district);
    await attacker.plant(
      `INSERT INTO stability_risk (entry_id, track_id, report_number, heard_persons, findings, measures, housing_ready,
         housing) VALUES ($1, $2, '稳评', 9, '低', '走访', true, '房源')`,
      [again.id, trackId],
    );
    await done('assess-stability-risk', 'low-risk', staff.district, again.hash);
    expect(await decide()).toBe(RISK);
    await done('review-stability-risk', 'approved', staff.district, again.hash);
    expect(await decide()).toBe(RISK);
    await done('review-stability-risk', 'approved', staff.checker, again.hash);
    expect(await decide()).toBe(`${MONEY} DECISION_POINT_OPEN`);
  });

  it('decide nothing on money that was not counted for every household, confirmed, and there (R-56)', async () => {
    const { attacker, db, field } = stage;
    const { staff } = field;
    const plan = await one<{ id: string }>('SELECT entry_id AS id FROM plan_adoption WHERE track_id = $1', [trackId]);
    const NEED = `INSERT INTO compensation_need (track_id, number, plan_entry_id, households, uncounted, need_fen,
      reserved_fen, meeting_needed, content_hash) VALUES ($1, $2, $3, $4, 0, 10000, 0, true, $5) RETURNING id`;
    expect(await attacker.attempt(NEED, [trackId, 1, words.id, 1, 'need'])).toBe(
      '征收与补偿条例第10条 DECISION_POINT_OPEN',
    );
    expect(await attacker.attempt(NEED, [trackId, 1, plan.id, 0, 'need'])).toBe('R-56 AMOUNT_MISMATCH');
    needId = (await one<{ id: string }>(NEED, [trackId, 1, plan.id, 1, 'need'])).id;
    expect(await attacker.attempt('UPDATE compensation_need SET need_fen = 1')).not.toBe('done');
    expect(await decide()).toBe(`${MONEY} DECISION_POINT_OPEN`);
    await done('confirm-compensation-funds', 'confirmed', staff.financeHead, 'another count');
    expect(await decide()).toBe(`${MONEY} DECISION_POINT_OPEN`);
    await done('confirm-compensation-funds', 'confirmed', staff.financeHead, 'need');
    expect(await decide()).toBe(`${MONEY} ACCOUNT_INSUFFICIENT`);
    const deposit = { projectId: field.projectId, amountFen: 10_000n, reference: '征收资金' };
    await db.transaction((tx) => depositFunds(tx, deposit, staff.town));
    expect(await decide()).toBe('征收与补偿条例第12条 DECISION_POINT_OPEN');
  });

  it('decide nothing that the meeting did not agree to on this very count (R-5)', async () => {
    const { attacker, field } = stage;
    const meet = async (agreed: boolean) => {
      const met = await entered('hold-executive-meeting', field.staff.checker);
      await attacker.plant(
        `INSERT INTO executive_meeting (entry_id, track_id, held_on, minutes_number, present, agreed, opinion)
         VALUES ($1, $2, app_today(), '纪要', 9, $3, '讨论')`,
        [met.id, trackId, agreed],
      );
      await done('hold-executive-meeting', 'recorded', field.staff.checker, met.hash);
    };
    await meet(false);
    expect(await decide()).toBe('征收与补偿条例第12条 DECISION_POINT_OPEN');
    await meet(true);
    await done('confirm-compensation-funds', 'confirmed', field.staff.financeHead, 'need');
    expect(await decide()).toBe('征收与补偿条例第12条 DECISION_POINT_OPEN');
    await meet(true);
    expect(await decide()).toBe('R-5 TRANSITION_FORBIDDEN');
  });

  it('let nobody decide who prepared it or is not of the district government, nor without a notice of it (R-5, R-21)', async () => {
    const { attacker, field } = stage;
    for (const person of [field.staff.checker, field.staff.town]) {
      await done('decide-expropriation', 'approved', person, words.hash);
      expect(await decide()).toBe('R-5 TRANSITION_FORBIDDEN');
    }
    await done('decide-expropriation', 'returned', field.staff.sealKeeper, words.hash);
    expect(await decide()).toBe('R-5 TRANSITION_FORBIDDEN');
    await done('decide-expropriation', 'approved', field.staff.sealKeeper, words.hash);
    expect(await decide()).toBe('征收与补偿条例第13条 TRANSITION_FORBIDDEN');
    noticeId = await notice('expropriation-decision');
    const publish = `UPDATE notice SET status = 'published', published_at = app_now(), ends_at = app_now() WHERE id = $1`;
    expect(await attacker.attempt(publish, [noticeId])).toBe('征收与补偿条例第13条 TRANSITION_FORBIDDEN');
    expect(await decide()).toBe('done');
    await attacker.rows(DECIDE, [trackId, 1, words.id, needId, noticeId]);
  });

  it('tell of no decision before its notice is published (R-14, R-21)', async () => {
    expect(await tell()).toBe('征收与补偿条例第13条 DECISION_POINT_OPEN');
    await stage.attacker.plant(
      `UPDATE notice SET status = 'published', published_at = app_now(), ends_at = app_now() + interval '1 day'
       WHERE id = $1`,
      [noticeId],
    );
    expect(await tell()).toBe('done');
  });

  it('decide once, refuse nothing that was not refused, and change nothing of it', async () => {
    const { attacker, field } = stage;
    const second = await entered('decide-expropriation', field.staff.sealKeeper);
    await attacker.plant(`INSERT INTO expropriation_words (entry_id, track_id, number) VALUES ($1, $2, '二号')`, [
      second.id,
      trackId,
    ]);
    words = second;
    await done('decide-expropriation', 'approved', field.staff.sealKeeper, second.hash);
    noticeId = await notice('expropriation-decision');
    expect(await decide(2)).toBe('R-5 ALREADY_DONE');
    const refuse = `INSERT INTO expropriation_refusal (track_id, entry_id) VALUES ($1, $2)`;
    expect(await attacker.attempt(refuse, [trackId, second.id])).toBe('R-5 TRANSITION_FORBIDDEN');
    for (const table of ['expropriation_decision', 'compensation_need', 'executive_meeting', 'stability_risk']) {
      expect(await attacker.attempt(`DELETE FROM ${table}`)).not.toBe('done');
    }
  });

  it('halt what follows only by an order or an annulment, after which it may be decided anew (R-1)', async () => {
    const { attacker, field } = stage;
    const contested = async (outcome: string, suspension: string | null) => {
      const entry = await entered('track-expropriation-remedies', field.staff.district);
      await attacker.plant('INSERT INTO expropriation_remedies (entry_id, track_id, version) VALUES ($1, $2, 1)', [
        entry.id,
        trackId,
      ]);
      await attacker.plant(
        `INSERT INTO expropriation_proceeding (entry_id, position, kind, authority, number, filed_on, ended_on, outcome,
           suspension) VALUES ($1, 1, 'suit', '法院', '一号', app_today(), CASE $2 WHEN 'pending' THEN NULL
           ELSE app_today() END, $2, $3)`,
        [entry.id, outcome, suspension],
      );
      return one<{ halted: boolean }>('SELECT expropriation_halted($1) AS halted', [trackId]);
    };
    expect(await contested('pending', null)).toEqual({ halted: false });
    expect(await contested('pending', '停止执行裁定')).toEqual({ halted: true });
    expect(await contested('maintained', '停止执行裁定')).toEqual({ halted: false });
    expect(await decide(2)).toBe('R-5 ALREADY_DONE');
    expect(await contested('annulled', null)).toEqual({ halted: true });
    expect(await decide(2)).toBe('done');
  });

  it('publish a refusal with its reason, once, and register none without its notice (R-21)', async () => {
    const { attacker, field, db } = stage;
    const last = await entered('decide-expropriation', field.staff.sealKeeper);
    await attacker.plant(`INSERT INTO expropriation_words (entry_id, track_id, reason) VALUES ($1, $2, '另择地块')`, [
      last.id,
      trackId,
    ]);
    await done('decide-expropriation', 'refused', field.staff.sealKeeper, last.hash);
    const refuse = `INSERT INTO expropriation_refusal (track_id, entry_id, notice_id) VALUES ($1, $2, $3)`;
    for (const other of [null, await notice('expropriation-decision')]) {
      expect(await attacker.attempt(refuse, [trackId, last.id, other])).toBe('R-21 TRANSITION_FORBIDDEN');
    }
    const first = await db.transaction((tx) => refuseExpropriation(tx, trackId));
    expect(await db.transaction((tx) => refuseExpropriation(tx, trackId))).toEqual(first);
    const said = await one<{ summary: string }>(
      `SELECT content -> 'notice' ->> 'summary' AS summary FROM notice WHERE id = $1`,
      [first.noticeId],
    );
    for (const part of ['理由：另择地块', '协议置换照常进行']) expect(said.summary).toContain(part);
  });
});
