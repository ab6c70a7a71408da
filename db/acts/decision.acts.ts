import type { Finding } from '../../rules/decision.js';
import { mayDecideCompensation } from '../../rules/expropriation/compensation-decision.js';
import type { DecisionPaper, UnclearOwnerPaper } from '../../rules/expropriation/compensation-decision.js';
import { mayConcludeRemedies } from '../../rules/expropriation/confirm-remedies.js';
import { mayApplyToCourt, mayDemand } from '../../rules/expropriation/enforcement.js';
import type { CourtPaper, EnforcementFacts } from '../../rules/expropriation/enforcement.js';
import { formatYuan } from '../../rules/units.js';
import { holidayCalendar } from '../holidays.js';
import {
  enforceability,
  getDecision,
  hasSealedAgreement,
  policyOfDecision,
} from '../repositories/compensation-decisions.repository.js';
import {
  applicationOf,
  hearingOf,
  papersOf,
  remediesOf,
  reportOf,
  serviceOf,
} from '../repositories/decision-facts.repository.js';
import { specialAccountBalance } from '../repositories/special-accounts.repository.js';
import type { Transaction } from '../transaction.js';
import { missing } from './act-handling.js';
import type { ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

const REPORTED: PerCaseSql = `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'prepare-decision-report' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

const decidable: CompletionCheck = async (tx, { taskCase, verdict }) => {
  if (verdict !== 'approved') return [];
  const decision = await getDecision(tx, taskCase.id);
  const report = await reportOf(tx, decision.id);
  if (report === undefined) return missing('没有补偿决定报告，请退回', 'R-6');
  const told = await serviceOf(tx, decision.id, 'serve-decision-report');
  const hearing = await hearingOf(tx, decision.id);
  const heard = hearing !== undefined && hearing.seq > report.seq;
  const papers = await papersOf<DecisionPaper | UnclearOwnerPaper>(tx, report.entryId);
  const facts = {
    mode: decision.mode,
    signed: await hasSealedAgreement(tx, decision.householdId),
    // The case is opened only when the period is over.
    signingPeriodOver: true,
    ownerUnclear: report.ownerUnclear,
    papers: papers.map(({ paper }) => paper),
    reportToldToHousehold: told !== undefined && told.seq > report.seq,
    heard,
    mediationHeld: heard && hearing.mediationOn !== null,
  };
  return mayDecideCompensation(facts, await policyOfDecision(tx, decision)).findings;
};

const remediesAsConcluded: CompletionCheck = async (tx, { taskCase, verdict }) => {
  const decision = await getDecision(tx, taskCase.id);
  const facts = await remediesOf(tx, decision.id);
  if (facts === undefined) return missing('尚未填写救济与履行情况，请先填写', 'R-1');
  const { remedy } = await enforceability(tx, decision);
  return mayConcludeRemedies(verdict ?? '', facts, remedy, await policyOfDecision(tx, decision)).findings;
};

async function enforcementFacts(tx: Transaction, decisionId: string): Promise<EnforcementFacts> {
  const decision = await getDecision(tx, decisionId);
  const application = await applicationOf(tx, decisionId);
  const papers = application === undefined ? [] : await papersOf<CourtPaper>(tx, application.entryId);
  return { ...(await enforceability(tx, decision)), mode: decision.mode, papers: papers.map(({ paper }) => paper) };
}

const demandable: CompletionCheck = async (tx, { taskCase }, policy) =>
  mayDemand(await enforcementFacts(tx, taskCase.id), await tx.today(), policy).findings;

/** 征收与补偿条例 art 27: compensation first, moving after; the money lies in the special account, or a house is there. */
async function compensationReady(tx: Transaction, decisionId: string): Promise<Finding[]> {
  const { projectId } = await getDecision(tx, decisionId);
  const report = await reportOf(tx, decisionId);
  const application = await applicationOf(tx, decisionId);
  if (report === undefined || application === undefined) return missing('尚未填写申请内容，请先填写', 'R-5');
  if (application.houseProvided !== null) return [];
  const balance = await specialAccountBalance(tx, projectId);
  if (application.depositedFen >= report.amountFen && balance >= report.amountFen) return [];
  const message = `先补偿、后搬迁：补偿金额 ${formatYuan(report.amountFen)} 元须已专户存储或已提供房屋，请先办理`;
  return [{ code: 'ACCOUNT_INSUFFICIENT', message, basis: '征收与补偿条例第27条' }];
}

const applicable: CompletionCheck = async (tx, { taskCase, verdict }, policy) => {
  if (verdict !== 'applied') return [];
  const facts = await enforcementFacts(tx, taskCase.id);
  const { findings } = mayApplyToCourt(facts, await tx.today(), holidayCalendar, policy);
  return [...findings, ...(await compensationReady(tx, taskCase.id))];
};

/** Report, hearing, decision, service, remedies and enforcement of a compensation decision. */
export const decisionHandlings: ActHandlings = {
  'decide-compensation': { content: REPORTED, check: decidable },
  'confirm-remedies': { check: remediesAsConcluded },
  'demand-performance': { check: demandable },
  'apply-to-court': { check: applicable },
};
