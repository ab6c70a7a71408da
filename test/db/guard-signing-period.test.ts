import { describe, expect, it } from '@jest/globals';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { closeHouseholdCase } from '../../db/repositories/households.repository.js';
import {
  extendSigning,
  referUnsignedHouseholds,
  storeSigningDecision,
  terminateSigning,
} from '../../db/repositories/signing-outcome.repository.js';
import { assessSigning, watchOf } from '../../db/repositories/signing-watch.repository.js';
import type { FieldWork } from '../factories/field-work.js';
import { setStage } from './stage.js';

/** The town says what becomes of the period that is over. */
async function decideOutcome(field: FieldWork, verdict: string, extensionDays: number | null): Promise<void> {
  const { db, projectId, staff } = field;
  const taskKey = `outcome:${verdict}:${String(extensionDays)}`;
  await db.transaction(async (tx) => {
    const task = {
      taskCase: { act: 'decide-signing-outcome', kind: 'project', id: projectId } as const,
      taskKey,
      personId: staff.town,
      round: 1,
    };
    const given = { reason: '签约率未达到', extensionDays };
    await recordEntry(tx, { ...task, given, replaces: 'case' }, (entryId) =>
      storeSigningDecision(tx, { entryId, projectId }, given),
    );
    await recordAct(tx, {
      act: 'decide-signing-outcome',
      caseId: projectId,
      personId: staff.town,
      taskKey,
      verdict,
    });
  });
}

async function sealFirst(field: FieldWork): Promise<string> {
  await field.freeze();
  await field.negotiate();
  await field.check();
  const id = await field.sign();
  await field.review();
  await field.seal(id);
  return id;
}

const pinToEnd = async (field: FieldWork): Promise<void> => {
  const [row] = await field.db.transaction((tx) =>
    tx.query<{ endsAt: string }>('SELECT signing_ends_at AS "endsAt" FROM project WHERE id = $1', [field.projectId]),
  );
  await field.db.clock.pinClock(row?.endsAt ?? '');
};

describe('the end of a signing period below the rate', () => {
  const stage = setStage(2);
  const assess = () => stage.db.transaction((tx) => assessSigning(tx, stage.field.projectId));
  let agreementId: string;

  it('cannot be assessed, extended or terminated before its time, whoever writes it (R-12)', async () => {
    agreementId = await sealFirst(stage.field);
    await expect(assess()).rejects.toThrow('签约期未满');
    const { attacker, field } = stage;
    const end = `INSERT INTO signing_termination (project_id, rate_reached) VALUES ($1, false)`;
    expect(await attacker.attempt(end, [field.projectId])).toBe('R-12 SIGNING_RUNNING');
    const move = `UPDATE project SET signing_ends_at = signing_ends_at + interval '9 days' WHERE id = $1`;
    expect(await attacker.attempt(move, [field.projectId])).toBe('R-12 TRANSITION_FORBIDDEN');
    const lapse = `UPDATE agreement SET status = 'lapsed' WHERE id = $1`;
    expect(await attacker.attempt(lapse, [agreementId])).toBe('R-41 TRANSITION_FORBIDDEN');
  });

  it('is decided by a person: nothing is extended or terminated without the act (R-12)', async () => {
    const { attacker, field } = stage;
    await pinToEnd(field);
    await expect(assess()).resolves.toEqual({ signingOutcome: 'undecided', noticeId: null });
    const end = `INSERT INTO signing_termination (project_id, rate_reached) VALUES ($1, false)`;
    expect(await attacker.attempt(end, [field.projectId])).toBe('R-12 TRANSITION_FORBIDDEN');
    await expect(stage.db.transaction((tx) => referUnsignedHouseholds(tx, field.projectId))).rejects.toThrow(
      '协议置换没有补偿决定',
    );
  });

  it('is extended once; a second time it is refused', async () => {
    const { db, field } = stage;
    await decideOutcome(field, 'extended', 10);
    const { signingEndsAt, rateReached } = await db.transaction((tx) => extendSigning(tx, field.projectId));
    expect(rateReached).toBe(false);
    const watch = await db.transaction((tx) => watchOf(tx, field.projectId));
    expect(watch).toMatchObject({ extended: true, unsigned: 1, watch: { over: false } });
    await db.clock.pinClock(signingEndsAt);
    await decideOutcome(field, 'extended', 11);
    await expect(db.transaction((tx) => extendSigning(tx, field.projectId))).rejects.toThrow();
  });

  it('leaves the sealed agreement without effect when it is terminated, and tells every household (R-12)', async () => {
    const { db, field, attacker } = stage;
    await decideOutcome(field, 'terminated', null);
    await db.transaction((tx) => terminateSigning(tx, field.projectId));
    const [agreement] = await attacker.rows('SELECT status FROM agreement WHERE id = $1', [agreementId]);
    expect(agreement).toEqual({ status: 'lapsed' });
    const told = await attacker.rows<{ key: string }>(
      `SELECT correlation_key AS key FROM outbox WHERE name = 'signing-terminated'`,
    );
    expect(told.map(({ key }) => key).sort()).toEqual([...field.householdIds].sort());
    const revive = `UPDATE agreement SET status = 'sealed' WHERE id = $1`;
    expect(await attacker.attempt(revive, [agreementId])).toBe('R-12 TRANSITION_FORBIDDEN');
    await db.transaction((tx) => closeHouseholdCase(tx, field.householdId, 'system'));
  });
});

describe('a signing period on state-owned land', () => {
  const stage = setStage(2, { mode: 'state', effectiveRateBp: 8_000 });

  it('below the rate ends by the rule and not by the town (市政府令第71号第21条)', async () => {
    await sealFirst(stage.field);
    await pinToEnd(stage.field);
    const outcome = await stage.db.transaction((tx) => assessSigning(tx, stage.field.projectId));
    expect(outcome.signingOutcome).toBe('terminate');
  });

  it('reports each household that has not signed, once (R-5)', async () => {
    const { db, field, attacker } = stage;
    await attacker.plant('UPDATE project SET rate_reached_at = app_now()');
    await attacker.plant(`UPDATE notice SET status = 'archived' WHERE kind = 'effective-notice'`);
    const outcome = await db.transaction((tx) => assessSigning(tx, field.projectId));
    expect(outcome.signingOutcome).toBe('decide-unsigned');
    for (const _ of [1, 2]) await db.transaction((tx) => referUnsignedHouseholds(tx, field.projectId));
    const told = await attacker.rows(`SELECT correlation_key AS key FROM outbox WHERE name = 'no-agreement-reached'`);
    expect(told).toEqual([{ key: field.householdIds[1] }]);
  });
});
