import {
  enforceability,
  getDecision,
  issuedToHousehold,
} from '../../db/repositories/compensation-decisions.repository.js';
import { settledOf } from '../../db/repositories/decision-conclusion.repository.js';
import { choiceOf, serviceOf } from '../../db/repositories/decision-facts.repository.js';
import { reservedFor } from '../../db/repositories/decision-funds.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import { dueByDecision } from '../../rules/expropriation/decided-due.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { OwnDecision } from '../contract/index.js';

/** What a decision gives its own household, how far its money is, and until when the household may act. */
export async function ownDecisionOf(tx: Transaction, householdId: string): Promise<OwnDecision | null> {
  const issued = await issuedToHousehold(tx, householdId);
  if (issued === undefined) return null;
  const { decisionId } = issued;
  const served = await serviceOf(tx, decisionId, 'serve-decision');
  const state = served && (await enforceability(tx, await getDecision(tx, decisionId)));
  const chosen = await choiceOf(tx, decisionId);
  const settled = await settledOf(tx, decisionId);
  const forHouse = dueByDecision(issued, 'exchange');
  return {
    number: issued.number,
    issuedOn: shanghaiDateOf(issued.issuedAt),
    servedOn: served?.servedOn ?? null,
    amountYuan: formatYuan(issued.amountFen),
    reservedYuan: formatYuan(await reservedFor(tx, decisionId)),
    exchangeHouse: issued.exchangeHouse,
    exchangeAreaSqm: formatSqm(issued.exchangeAreaHundredths),
    exchangeValueYuan: formatYuan(issued.exchangeValueFen),
    besideHouseYuan: formatYuan(forHouse.dueFen),
    forHouseYuan: formatYuan(forHouse.fromHouseholdFen),
    moveOutBy: state?.moveOutBy ?? null,
    remedyUntil: state?.remedy.state === 'open' ? state.remedy.until : null,
    choiceLabel: chosen ? labelOf('compensationChoice', chosen.choice) : null,
    dueYuan: settled ? formatYuan(settled.dueFen) : null,
  };
}
