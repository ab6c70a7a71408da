import type { ActName } from '../../rules/acts.js';
import { mustBeBodyOf } from '../../rules/modes/modes.js';
import { rolesOn } from '../repositories/accounts.repository.js';
import { planOf, planTrack, standardFindings } from '../repositories/plans.repository.js';
import type { ActHandling, ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';
import { missing } from './act-handling.js';

const entered = (act: ActName): PerCaseSql =>
  `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
   WHERE case_id = ANY($1) AND act = '${act}' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

/** The steps of one diagram belong to another body in each mode. */
const bodyOf =
  (step: Parameters<typeof mustBeBodyOf>[1]): NonNullable<ActHandling['begin']> =>
  async (tx, trackId, personId) => {
    const { mode } = await planTrack(tx, trackId);
    return mustBeBodyOf(mode, step, await rolesOn(tx, personId, await tx.today()));
  };

/** neither examined nor adopted while it differs from the plan adopted before without a reason. */
const sameStandards: CompletionCheck = async (tx, { taskCase, verdict }) => {
  if (verdict !== 'approved') return [];
  const track = await planTrack(tx, taskCase.id);
  const plan = await planOf(tx, taskCase.id);
  if (plan === undefined) return missing('尚未拟定补偿方案，请退回', 'R-26');
  return standardFindings(tx, track, plan.figures);
};

const DRAFT = entered('draft-plan');

/** The compensation plan: each step by the body of its mode, examined and adopted exactly as drafted. */
export const planHandlings: ActHandlings = {
  'draft-plan': { begin: bodyOf('draftedBy') },
  'examine-plan': { content: DRAFT, begin: bodyOf('examinedBy'), check: sameStandards },
  'answer-opinions': { begin: bodyOf('draftedBy') },
  'hold-hearing': { begin: bodyOf('draftedBy') },
  'adopt-plan': { content: DRAFT, begin: bodyOf('adoptedBy'), check: sameStandards },
  'file-plan': { content: DRAFT, check: sameStandards },
};
