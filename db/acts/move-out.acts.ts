import type { ActHandling, ActHandlings, PerCaseSql } from './act-handling.js';

const ROUND: PerCaseSql = `SELECT household_id AS id, max(number) AS value FROM handover_round
  WHERE household_id = ANY($1) GROUP BY household_id`;

/** Pay first, move later (征收与补偿条例第27条). */
const paid: ActHandling['due'] = {
  sql: `SELECT id FROM household WHERE id = ANY($1) AND stage = 'paid'`,
  refusal: {
    code: 'STEP_OUT_OF_ORDER',
    message: '先补偿、后搬迁：补偿款付清后才能办理搬迁交房',
    basis: '征收与补偿条例第27条',
  },
};

/** Date, handover, lateness and the end of the right. */
export const moveOutHandlings: ActHandlings = {
  'agree-handover': { due: paid },
  'record-handover': { round: ROUND, due: paid },
  'decide-late-move-out': { round: ROUND, due: paid },
  'deregister-rights': { due: paid },
};
