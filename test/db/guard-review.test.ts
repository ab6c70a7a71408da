import { beforeAll, describe, expect, it } from '@jest/globals';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { leaveNegotiation } from '../../db/repositories/convert-project.repository.js';
import { hasOpenReview, opinionsInForce } from '../../db/repositories/reviews.repository.js';
import { settlePanel, tallySitting, undeclaredMembers } from '../../db/repositories/review-sittings.repository.js';
import { ReviewWork } from '../factories/review.js';
import { setStage } from './stage.js';

describe('guards on a public-credibility review, against plain SQL', () => {
  const stage = setStage();
  let work: ReviewWork;
  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.negotiate();
    work = await ReviewWork.start(stage.field);
  });

  const message = (done: Promise<unknown>): Promise<string> =>
    done.then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
  const act = (name: string, person: string, more = '') =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict${more === '' ? '' : ', content_hash'})
       VALUES ('review', $1, $2, 1, $3, 'planted', $4${more})`,
      [work.reviewId, name, person, name === 'vote-on-review' ? 'voted' : 'declared'],
    );
  /** An entry as the attacker would plant it, so that only the guard of the act itself is asked. */
  const plantEntry = (name: string, person: string) =>
    stage.attacker.plant(
      `INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ('planted', $2, 'review', $1, 1, $3, '{}', 'hash')`,
      [work.reviewId, name, person],
    );
  const dropEntry = () => stage.attacker.plant(`DELETE FROM task_entry WHERE task_key = 'planted'`);

  it('lets no check before signing pass and no agreement be prepared while the problem is open (R-31)', async () => {
    const { field } = stage;
    const passed = field.act('investment', { act: 'check-before-signing', verdict: 'passed', round: 1 });
    expect(await message(passed)).toContain('正在公信评议');
  });

  it('keeps whoever handled the household, or is not seated, from declaring (SD7)', async () => {
    await plantEntry('declare-ties', work.member(5));
    expect(await act('declare-ties', work.member(5))).toBe('R-30 VOTER_UNKNOWN');
    await dropEntry();
  });

  it('takes no vote without a declaration, of a recused member, or for other words than were asked (SD7)', async () => {
    const vote = (index: number, more = '') => act('vote-on-review', work.member(index), more);
    await plantEntry('vote-on-review', work.member(0));
    expect(await vote(0)).toBe('R-30、SD7 VOTER_UNKNOWN');
    await dropEntry();
    for (const index of [0, 1, 2, 3]) await work.declare(index);
    expect(await stage.db.transaction((tx) => undeclaredMembers(tx, work.reviewId))).toEqual([work.member(4)]);
    await work.declare(4, 'relative');
    await plantEntry('vote-on-review', work.member(4));
    expect(await vote(4)).toBe('R-30、SD7 VOTER_UNKNOWN');
    await dropEntry();
    await plantEntry('vote-on-review', work.member(0));
    expect(await vote(0, `, 'other words'`)).toBe('R-31 CONTENT_CHANGED');
    await dropEntry();
    const settled = await stage.db.transaction((tx) => settlePanel(tx, work.reviewId));
    expect(settled).toEqual({ panelStep: 'replace', memberIds: [] });
  });

  it('counts one vote a member, and nothing but the votes that were cast (R-30)', async () => {
    await work.vote(0, 'for');
    expect(await message(work.vote(0, 'for'))).toContain('一人一票');
    await work.vote(1, 'for');
    const sitting = (columns: string) =>
      stage.attacker.attempt(
        `INSERT INTO review_sitting (review_id, sitting, hearing, members, present, votes_for, outcome)
         VALUES ($1, 1, 1, ${columns})`,
        [work.reviewId],
      );
    expect(await sitting(`5, 5, 5, 'adopted'`)).toBe('R-30 AMOUNT_MISMATCH');
    expect(await sitting(`3, 2, 2, 'adopted'`)).toBe('R-30 AMOUNT_MISMATCH');
    await work.vote(2, 'against');
    await work.vote(3, 'against');
    expect(await sitting(`5, 4, 2, 'adopted'`)).toBe('R-30 NO_MAJORITY');
    const tallied = await stage.db.transaction((tx) => tallySitting(tx, work.reviewId));
    expect(tallied).toEqual({ tallyStep: 'opinion' });
    const entries = await stage.db.transaction((tx) => entriesOf(tx, work.reviewId));
    expect(entries.at(-1)?.payload).toMatchObject({ members: 5, present: 4, votesFor: 2, outcome: 'not-adopted' });
    expect(JSON.stringify(entries)).not.toContain('理由');
  });

  it('concludes nothing that was not displayed, and supports nothing that was not adopted (R-31)', async () => {
    const conclude = (outcome: string) =>
      stage.attacker.attempt(`UPDATE review SET outcome = $2, concluded_at = app_now() WHERE id = $1`, [
        work.reviewId,
        outcome,
      ]);
    expect(await conclude('supported')).toBe('R-31 NOT_VERIFIED');
    await stage.attacker.plant(
      `WITH shown AS (INSERT INTO notice (project_id, kind, title, number, content, minimum_days, status, published_at,
         ends_at, archived_at, proof_hash) SELECT project_id, 'review-opinion', '题', 'N-1', '{}', 5, 'archived',
         app_now(), app_now() + interval '5 days', app_now(), 'x' FROM household WHERE id = $2 RETURNING id),
       entry AS (INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
         VALUES ('op', 'draw-up-opinion', 'review', $1, 1, $3, '{}', 'h') RETURNING id),
       opinion AS (INSERT INTO review_opinion SELECT id, $1, 1, true, '意见', '理由', 500000 FROM entry RETURNING entry_id)
       INSERT INTO review_notice SELECT shown.id, $1, 1, entry_id FROM shown, opinion`,
      [work.reviewId, stage.field.householdId, stage.field.staff.town],
    );
    expect(await conclude('supported')).toBe('R-30 NO_MAJORITY');
    expect(await conclude('unsupported')).toBe('done');
  });

  it('lets no amount of the panel stand without an opinion in force, and none beside it (SD18)', async () => {
    // A house of one's own, so that nothing but the panel's amount can be wrong.
    await stage.attacker.plant(`UPDATE household SET tenure = 'private'`);
    const calculate = (fen: number) =>
      stage.attacker.attempt(
        `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input, components,
           total_fen, content_hash, superseded_at, plan_id)
         SELECT household_id, id, '2021-07', '{"tenure": "private", "nonResidential": null}', $2::jsonb, $3, 'h', app_now(),
           (SELECT entry_id FROM adopted_plan) FROM area_determination
         WHERE household_id = $1 AND status = 'frozen'`,
        [stage.field.householdId, JSON.stringify([{ name: 'panel-opinion', fen: String(fen) }]), fen],
      );
    expect(await calculate(500_000)).toBe('SD18 AMOUNT_MISMATCH');
    await stage.attacker.plant(`UPDATE review SET outcome = 'supported', concluded_at = app_now()`);
    expect(await calculate(500_001)).toBe('SD18 AMOUNT_MISMATCH');
    expect(await calculate(500_000)).toBe('done');
  });

  it('keeps everything of a review as it was (R-46)', async () => {
    for (const sql of [
      `UPDATE review SET amount_fen = 900000`,
      `DELETE FROM review`,
      `UPDATE panel_ballot SET vote = 'for'`,
      `DELETE FROM panel_seat`,
      `UPDATE panel_declaration SET tie = 'none'`,
      `UPDATE review_sitting SET outcome = 'adopted'`,
      `DELETE FROM review_opinion`,
    ]) {
      expect([sql, await stage.attacker.attempt(sql)]).toEqual([sql, 'R-46 TRANSITION_FORBIDDEN']);
    }
  });
});

describe('a review whose household leaves negotiation', () => {
  const stage = setStage();

  it('is withdrawn without an opinion, so that nothing waits for it, and another may be proposed (R-14, R-31)', async () => {
    await stage.field.freeze();
    await stage.field.negotiate();
    const { reviewId } = await ReviewWork.start(stage.field);
    const { db, field, attacker } = stage;
    const openReviews = () => db.transaction((tx) => hasOpenReview(tx, field.householdId));
    expect(await openReviews()).toBe(true);
    await db.transaction((tx) => leaveNegotiation(tx, field.householdId));
    expect(await openReviews()).toBe(false);
    expect(await db.transaction((tx) => opinionsInForce(tx, field.householdId))).toEqual([]);
    const entries = await db.transaction((tx) => entriesOf(tx, reviewId));
    expect(entries.at(-1)).toMatchObject({ kind: 'review-concluded', payload: { outcome: 'withdrawn' } });
    const revive = `UPDATE review SET outcome = 'supported' WHERE id = '${reviewId}'`;
    expect(await attacker.attempt(revive)).toBe('R-31 TRANSITION_FORBIDDEN');
  });
});
