import { beforeAll, describe, expect, it } from '@jest/globals';
import { openYearlyReviews } from '../../db/repositories/yearly-reviews.repository.js';
import { setStage } from './stage.js';

describe('guards on appraisals and risk reviews, against plain SQL', () => {
  const stage = setStage();
  let reviewId: string;
  const ballot = (hash: string, group = 'residents') =>
    stage.attacker.attempt('INSERT INTO appraisal_ballot (code_hash, review_id, voter_group) VALUES ($1, $2, $3)', [
      hash,
      reviewId,
      group,
    ]);
  const vote = (accountId: string) =>
    stage.attacker.attempt(
      `INSERT INTO appraisal_vote (review_id, voter_group, account_id, score, favour)
       VALUES ($1, 'residents', $2, 100, false)`,
      [reviewId, accountId],
    );

  beforeAll(async () => {
    await stage.db.transaction((tx) => openYearlyReviews(tx, 'appraisal'));
    const [review] = await stage.attacker.rows<{ id: string }>('SELECT id FROM yearly_review');
    reviewId = review?.id ?? '';
  });

  it('opens a year of a firm once, however often the timer fires (R-75)', async () => {
    expect(await stage.db.transaction((tx) => openYearlyReviews(tx, 'appraisal'))).toBe(0);
    expect(
      await stage.attacker.rows(`SELECT name FROM outbox WHERE name = 'democratic-appraisal-opened'`),
    ).toHaveLength(1);
  });

  it('issues no ballot before the plan, none beyond it, and counts no vote without a used ballot (R-75)', async () => {
    const { attacker, field } = stage;
    const { officerA, officerC } = field.staff;
    expect(await ballot('h1')).toBe('R-75 VOTE_NOT_OPEN');
    // A plan whose task is done: two ballots for residents, one person to appraise.
    const [entry] = await attacker.rows<{ id: string }>('SELECT gen_random_uuid() AS id');
    await attacker.plant(
      `INSERT INTO task_entry (id, task_key, act, case_kind, case_id, round, person_id, given, content_hash)
       VALUES ($1, '77', 'prepare-appraisal', 'yearly-review', $2, 1, $3, '{}', 'h')`,
      [entry?.id, reviewId, field.staff.district],
    );
    await attacker.plant(
      `INSERT INTO appraisal_plan (entry_id, review_id, closes_on, residents, committee, colleagues)
       VALUES ($1, $2, app_today() + 3, 2, 0, 0)`,
      [entry?.id, reviewId],
    );
    await attacker.plant('INSERT INTO appraisal_subject (entry_id, account_id) VALUES ($1, $2)', [entry?.id, officerA]);
    expect(await ballot('h1')).toBe('R-75 VOTE_NOT_OPEN');
    await attacker.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict)
       VALUES ('yearly-review', $1, 'prepare-appraisal', 1, $2, '77', 'prepared')`,
      [reviewId, field.staff.district],
    );
    expect(await ballot('h1')).toBe('done');
    expect(await ballot('h1', 'colleagues')).toBe('R-75 ALREADY_DONE');
    await attacker.plant(
      `INSERT INTO appraisal_ballot (code_hash, review_id, voter_group) VALUES ('h1', $1, 'residents'), ('h2', $1, 'residents')`,
      [reviewId],
    );
    expect(await ballot('h3')).toBe('R-75 ALREADY_DONE');
    expect(await vote(officerA)).toBe('R-75 VOTE_TWICE');
    await attacker.plant(`INSERT INTO appraisal_ballot_use (code_hash) VALUES ('h1')`);
    expect(await vote(officerC)).toBe('R-75 CANDIDATE_UNKNOWN');
    expect(await vote(officerA)).toBe('done');
    await attacker.plant(
      `INSERT INTO appraisal_vote (review_id, voter_group, account_id, score, favour) VALUES ($1, 'residents', $2, 10, false)`,
      [reviewId, officerA],
    );
    expect(await vote(officerA)).toBe('R-75 VOTE_TWICE');
    expect(await attacker.attempt('UPDATE appraisal_vote SET score = 100')).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await attacker.attempt('DELETE FROM appraisal_ballot_use')).toBe('R-46 TRANSITION_FORBIDDEN');
    await attacker.plant('UPDATE appraisal_plan SET closes_on = app_today() - 1');
    expect(await vote(officerA)).toBe('R-75 VOTE_CLOSED');
  });

  it('keeps no way from a vote to a ballot (R-75)', async () => {
    const columns = await stage.attacker.rows<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'appraisal_vote' ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'account_id',
      'favour',
      'id',
      'review_id',
      'score',
      'voter_group',
    ]);
  });
});
