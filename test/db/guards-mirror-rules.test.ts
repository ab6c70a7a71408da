import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActName } from '../../rules/acts.js';
import { approvedLevels, PAYMENT_LEVELS } from '../../rules/payment/levels.js';
import { hasOpenReturn, passedGates, REVIEW_GATES } from '../../rules/review/gates.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import { setStage } from './stage.js';

const CASE = '00000000-0000-4000-8000-000000000001';

/** One act of a made-up history: what, with which verdict, on the content of now or of before, withdrawn or not. */
const actOn = (acts: readonly ActName[], verdicts: readonly string[]) =>
  fc.record({
    act: fc.constantFrom(...acts),
    verdict: fc.constantFrom(...verdicts),
    contentHash: fc.constantFrom('now', 'before'),
    withdrawn: fc.boolean(),
  });

describe('what the database counts as approved is what the rules count', () => {
  const stage = setStage(0);
  let personId: string;
  beforeAll(() => {
    personId = stage.field.staff.approver;
  });

  /** Plants a history and asks one question of the guards' own functions. */
  async function ask<Answer>(history: readonly Partial<CaseAct>[], question: string): Promise<Answer | undefined> {
    await stage.attacker.plant('DELETE FROM case_act');
    await stage.attacker.plant(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict, content_hash, withdrawn_at)
       SELECT 'household', $1, act, 1, $2, verdict, "contentHash", CASE WHEN withdrawn THEN now() END
       FROM jsonb_to_recordset($3::jsonb) AS row (act text, verdict text, "contentHash" text, withdrawn boolean)`,
      [CASE, personId, JSON.stringify(history)],
    );
    const [row] = await stage.attacker.rows<{ answer: Answer }>(`SELECT ${question} AS answer`);
    return row?.answer;
  }

  const asActs = (history: readonly Pick<CaseAct, 'act' | 'verdict' | 'contentHash' | 'withdrawn'>[]): CaseAct[] =>
    history.map((act) => ({
      ...act,
      caseKind: 'household',
      caseId: CASE,
      round: 1,
      personId,
      returnReason: null,
      actedAt: '2026-03-02T01:00:00.000Z',
    }));

  it('for the gates of a file bag', async () => {
    const histories = fc.array(actOn(REVIEW_GATES, ['approved', 'returned']), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const caseActs = asActs(history);
        const stored = await ask<string[]>(history, `passed_gates('${CASE}', 'now')`);
        const ruled = passedGates({ contentHash: 'now', caseActs });
        // A return that was withdrawn opens nothing for the rules; the database is never more generous.
        expect(ruled).toEqual(expect.arrayContaining(stored ?? []));
        if (!history.some(({ verdict, withdrawn }) => verdict === 'returned' && withdrawn)) {
          expect([...(stored ?? [])].sort()).toEqual([...ruled].sort());
        }
      }),
      { numRuns: 60 },
    );
  });

  it('for a return that is still open', async () => {
    const acts = [...REVIEW_GATES, 'rectify-file-bag'] as const;
    const histories = fc.array(actOn(acts, ['approved', 'returned', 'rectified']), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const stored = await ask<boolean>(history, `has_open_return('${CASE}')`);
        expect(stored).toBe(hasOpenReturn(asActs(history)));
      }),
      { numRuns: 60 },
    );
  });

  it('for the four levels of a payment list', async () => {
    const histories = fc.array(actOn([...PAYMENT_LEVELS, 'release-payment'], ['approved', 'refused']), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const stored = await ask<number>(history, `levels_approved('${CASE}', 'now')`);
        const approved = approvedLevels({ listHash: 'now', caseActs: asActs(history) });
        const inARow = PAYMENT_LEVELS.findIndex((level) => !approved.includes(level));
        expect(stored).toBe(inARow < 0 ? 4 : inARow);
      }),
      { numRuns: 60 },
    );
  });
});
