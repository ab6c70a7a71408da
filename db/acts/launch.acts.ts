import { checkFirmStaff } from '../../rules/launch/check-commission.js';
import type { ActName } from '../../rules/acts.js';
import { certifiedStaffOf } from '../repositories/accounts.repository.js';
import { commissionOf, scopeOf } from '../repositories/launch.repository.js';
import { registeredProject } from '../repositories/projects.repository.js';
import { specialAccountBalance } from '../repositories/special-accounts.repository.js';
import type { ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';
import { missing } from './act-handling.js';

/** The hash of what was entered last by one of these acts on the case. */
const entered = (...acts: readonly ActName[]): PerCaseSql =>
  `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
   WHERE case_id = ANY($1) AND act IN (${acts.map((act) => `'${act}'`).join(', ')}) AND superseded_at IS NULL
   ORDER BY case_id, seq DESC`;

const fundsArrived: CompletionCheck = async (tx, { taskCase }) => {
  const scope = await scopeOf(tx, taskCase.id);
  if (scope === undefined) return missing('尚未划定项目范围和启动资金，请先划定', 'R-56');
  if ((await specialAccountBalance(tx, taskCase.id)) >= scope.launchFundsFen) return [];
  const message = '专户余额少于启动资金，请街镇先将资金存入专户';
  return [{ code: 'ACCOUNT_INSUFFICIENT', message, basis: 'R-56' }];
};

const firmAble: CompletionCheck = async (tx, { taskCase, verdict }, policy) => {
  if (verdict !== 'approved') return [];
  const scope = await scopeOf(tx, taskCase.id);
  const contract = await commissionOf(tx, taskCase.id);
  if (scope === undefined || contract === undefined) return missing('尚未签订委托合同，请退回', 'R-10');
  return checkFirmStaff(await certifiedStaffOf(tx, contract.firmOrganisationId), scope.land, policy);
};

/** A project registered as an expropriation has nothing beside its formal track: it goes back with a reason, not away. */
const notOfAnExpropriation: CompletionCheck = async (tx, { taskCase, verdict }) => {
  const { mode } = await registeredProject(tx, taskCase.id);
  if (verdict !== 'refused' || mode === 'negotiated') return [];
  const message = '本项目登记为征收项目，没有协议置换可走；不同意的请退回并写明须改正之处';
  return [{ code: 'MODE_NOT_FITTING', message, basis: 'R-11、R-13', field: 'verdict' }];
};

/** Scope, first money, commission and the preparation of a formal track. */
export const launchHandlings: ActHandlings = {
  'confirm-scope': { content: entered('define-scope') },
  'confirm-launch-funds': { content: entered('define-scope'), check: fundsArrived },
  'file-commission': { content: entered('sign-commission'), check: firmAble },
  'decide-formal-preparation': {
    content: entered('propose-state-ground', 'propose-collective-ground'),
    check: notOfAnExpropriation,
  },
};
