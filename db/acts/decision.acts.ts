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
  isHalted,
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
import { missingFor, reservedFor } from '../repositories/decision-funds.repository.js';
import type { Transaction } from '../transaction.js';
import { missing } from './act-handling.js';
import type { ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

const REPORTED: PerCaseSql = `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
  WHERE case_id = ANY($1) AND act = 'prepare-decision-report' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

const HALTED: Finding = {
  code: 'DECISION_POINT_OPEN',
  message: '征收决定已被撤销或裁定停止执行，不得作出补偿决定、催告或申请执行',
  basis: '征收与补偿条例第14条',
};

/** Nothing is decided or enforced while the expropriation itself is halted (征收与补偿条例 art 14). */
const whileInForce =
  (word: string, check: CompletionCheck): CompletionCheck =>
  async (tx, completion, policy) => {
    if (completion.verdict !== word) return [];
    return (await isHalted(tx, completion.taskCase.id)) ? [HALTED] : check(tx, completion, policy);
  };

const decidable: CompletionCheck = async (tx, { taskCase }) => {
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

const funded: CompletionCheck = async (tx, { taskCase }) => {
  const missingFen = await missingFor(tx, await getDecision(tx, taskCase.id));
  if (missingFen === 0n) return [];
  const message = `专户余额比补偿决定的金额少 ${formatYuan(missingFen)} 元，请入账登记后再完成`;
  return [{ code: 'ACCOUNT_INSUFFICIENT', message, basis: '征收与补偿条例第28条、R-56' }];
};

/** 征收与补偿条例 art 27: compensation first, moving after; the money lies in the special account for it alone. */
async function compensationReady(tx: Transaction, decisionId: string): Promise<Finding[]> {
  const report = await reportOf(tx, decisionId);
  const application = await applicationOf(tx, decisionId);
  if (report === undefined || application === undefined) return missing('尚未填写申请内容，请先填写', 'R-5');
  if ((await reservedFor(tx, decisionId)) >= report.amountFen) return [];
  const message = `先补偿、后搬迁：补偿金额 ${formatYuan(report.amountFen)} 元须已在专户留存，请先办理`;
  return [{ code: 'ACCOUNT_INSUFFICIENT', message, basis: '征收与补偿条例第27条' }];
}

const applicable: CompletionCheck = async (tx, { taskCase }, policy) => {
  const facts = await enforcementFacts(tx, taskCase.id);
  const { findings } = mayApplyToCourt(facts, await tx.today(), holidayCalendar, policy);
  return [...findings, ...(await compensationReady(tx, taskCase.id))];
};

/** Report, hearing, decision, service, remedies and enforcement of a compensation decision. */
export const decisionHandlings: ActHandlings = {
  'decide-compensation': { content: REPORTED, check: whileInForce('approved', decidable) },
  'confirm-remedies': { check: remediesAsConcluded },
  'fund-decision': { check: whileInForce('funded', funded) },
  'demand-performance': { check: whileInForce('served', demandable) },
  'apply-to-court': { check: whileInForce('applied', applicable) },
};
