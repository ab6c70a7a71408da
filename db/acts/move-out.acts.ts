import type { Finding } from '../../rules/decision.js';
import { getHousehold } from '../repositories/households.repository.js';
import type { Transaction } from '../transaction.js';
import type { ActHandlings, PerCaseSql } from './act-handling.js';

const ROUND: PerCaseSql = `SELECT household_id AS id, max(number) AS value FROM handover_round
  WHERE household_id = ANY($1) GROUP BY household_id`;

/** Pay first, move later (征收与补偿条例第27条). */
const paid = async (tx: Transaction, householdId: string): Promise<Finding[]> => {
  if ((await getHousehold(tx, householdId)).stage === 'paid') return [];
  const message = '先补偿、后搬迁：补偿款付清后才能办理搬迁交房';
  return [{ code: 'STEP_OUT_OF_ORDER', message, basis: '征收与补偿条例第27条' }];
};

/** Date, handover, lateness and the end of the right. */
export const moveOutHandlings: ActHandlings = {
  'agree-handover': { begin: paid },
  'record-handover': { round: ROUND, begin: paid },
  'decide-late-move-out': { round: ROUND, begin: paid },
  'deregister-rights': { begin: paid },
};
