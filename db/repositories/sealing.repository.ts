import { formatInstant } from '../../rules/dates.js';
import { maySeal } from '../../rules/review/may-seal.js';
import { formatPercent } from '../../rules/units.js';
import { Agreement } from '../entities/agreement.entity.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { actsOfCase } from './case-acts.repository.js';
import { makeEffective } from './effectiveness.repository.js';
import { mustFind, mustLock } from './find.js';
import { setStage } from './households.repository.js';
import { appendEntry } from './ledger.repository.js';
import { createNotice } from './notices.repository.js';
import { emit } from './outbox.repository.js';
import { signWithSeal } from './signatures.repository.js';
import { mayHaveReachedRate, signingTerms, watchProject } from './signing-watch.repository.js';
import { policyOfProject } from './policy-book.js';

/**
 * Puts the seal: every gate green for exactly this text, nothing returned open, and a keeper who did nothing
 * else on the case. The seal that reaches the project's rate prepares the effective notice and starts its case; after
 * that each further seal takes effect at once. Sealing again changes nothing.
 */
export async function sealAgreement(tx: Transaction, agreementId: string): Promise<Agreement> {
  const { householdId } = await mustFind(tx, Agreement, { id: agreementId });
  const { projectId } = await mustFind(tx, Household, { id: householdId });
  // The project is locked before the agreement, everywhere: the rate is counted by one transaction at a time.
  const project = await mustLock(tx, Project, { id: projectId });
  const agreement = await mustLock(tx, Agreement, { id: agreementId });
  if (agreement.sealedAt !== null) return agreement;
  const keeperId = await keeperOf(tx, agreement, project);
  await signWithSeal(tx, agreement, keeperId, project.townOrganisationId);
  await tx.query(`UPDATE agreement SET status = 'sealed', sealed_at = app_now(), sealed_by = $2 WHERE id = $1`, [
    agreementId,
    keeperId,
  ]);
  await setStage(tx, [householdId], 'sealed');
  await appendEntry(tx, {
    caseId: householdId,
    kind: 'agreement-sealed',
    actorId: keeperId,
    clauses: ['R-41', 'SD2'],
    payload: { agreementId, contentHash: agreement.contentHash, totalFen: agreement.totalFen },
  });
  const { mode } = await signingTerms(tx, projectId);
  // On collective land no rate is set by law.
  if (project.rateReachedAt === null && mode !== 'collective') await watchRate(tx, project);
  else await makeEffective(tx, project, [agreementId]);
  return mustFind(tx, Agreement, { id: agreementId });
}

/** Who put the seal, as the register of acts says; refuses with every reason why it may not be put. */
async function keeperOf(tx: Transaction, agreement: Agreement, project: Project): Promise<string> {
  const caseActs = await actsOfCase(tx, agreement.householdId);
  const { contentHash } = agreement;
  const seal = caseActs.findLast(
    (act) => act.act === 'seal-agreement' && !act.withdrawn && act.contentHash === contentHash,
  );
  if (!seal) throw refusal('REVIEW_INCOMPLETE', '还没有用印人对本版协议办理用印，请先办理', 'R-41');
  const request = { contentHash, seenHash: contentHash, caseActs, keeperId: seal.personId };
  const decision = maySeal(request, await policyOfProject(tx, project));
  if (!decision.passed) throw new BusinessError(decision.findings);
  return seal.personId;
}

async function watchRate(tx: Transaction, project: Project): Promise<void> {
  if (!(await mayHaveReachedRate(tx, project))) return;
  const { watch, count, effectiveRateBp } = await watchProject(tx, project);
  const { reachedAt, rate } = watch;
  if (reachedAt === null) return;
  await tx.query('UPDATE project SET rate_reached_at = $2 WHERE id = $1', [project.id, reachedAt]);
  const noticeId = await createNotice(tx, project, {
    kind: 'effective-notice',
    summary: `签约率已达到生效比例，已盖章的${count.sealed.toString()}份协议生效`,
    figures: {
      units: count.units,
      sealed: count.sealed,
      rate: formatPercent(rate.rateBp),
      residentsRate: rate.residentsRateBp === null ? null : formatPercent(rate.residentsRateBp),
      effectiveRate: formatPercent(effectiveRateBp),
      reachedAt: formatInstant(reachedAt),
    },
    rows: [],
  });
  await emit(tx, [
    { name: 'signing-rate-reached', correlationKey: project.id, variables: { projectId: project.id, noticeId } },
  ]);
}
