import { evidenceChain } from '../../rules/review/evidence-chain.js';
import type { Claim, Evidence, RegisterRecord } from '../../rules/review/evidence-chain.js';
import { isDocumentType } from '../../rules/vocabulary/papers.js';
import type { Transaction } from '../transaction.js';
import { componentsOf } from './agreements.repository.js';
import { standingDetermination } from './areas.repository.js';
import { standingCalculation } from './calculations.repository.js';
import { documentsOf } from './documents.repository.js';
import { getHousehold } from './households.repository.js';

/**
 * What in the registers carries the standing calculation: the area as it is frozen now, the report and the plan it was
 * computed from as long as they stand, what two officers entered alike, opinions in force. Each with a number and a hash.
 */
const RECORDS = `
  SELECT 'determination' AS record, '第 ' || determination.version || ' 版' AS name, notice.proof_hash AS hash
    FROM area_determination determination LEFT JOIN notice ON notice.id = determination.notice_id
    WHERE determination.household_id = $1 AND determination.status = 'frozen' AND NOT EXISTS (
      SELECT FROM compensation_calculation WHERE household_id = $1 AND superseded_at IS NULL
        AND determination_id <> determination.id)
  UNION ALL SELECT 'report', report.number, report.paper_hash FROM compensation_calculation calculation
    JOIN standing_report report ON report.id = calculation.report_id AND report.handed_down_at IS NOT NULL
    WHERE calculation.household_id = $1 AND calculation.superseded_at IS NULL
  UNION ALL SELECT 'plan', to_char(plan.adopted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') || ' 通过', entry.content_hash FROM compensation_calculation calculation
    JOIN adopted_plan plan ON plan.entry_id = calculation.plan_id JOIN task_entry entry ON entry.id = plan.entry_id
    WHERE calculation.household_id = $1 AND calculation.superseded_at IS NULL
  UNION ALL SELECT kind, '第 ' || round || ' 次协商', content_hash
    FROM task_entry entry CROSS JOIN unnest(ARRAY['counts', 'business']) kind
    WHERE case_id = $1 AND act = 'negotiate' AND superseded_at IS NULL AND round = last_negotiated_round($1)
      AND NOT business_entries_differ($1) AND (SELECT count(DISTINCT person_id) FROM task_entry other
        WHERE other.case_id = $1 AND other.act = 'negotiate' AND other.superseded_at IS NULL AND other.round = entry.round) > 1
  UNION ALL SELECT 'opinion', number, NULL FROM opinion_in_force WHERE household_id = $1`;

interface RecordRow extends Omit<Evidence, 'label'> {
  readonly record: RegisterRecord;
}

/** The evidence chain of a household's file as it stands, claim by claim. */
export async function evidenceChainOf(tx: Transaction, householdId: string): Promise<Claim[]> {
  const household = await getHousehold(tx, householdId);
  const calculation = await standingCalculation(tx, householdId);
  const determination = await standingDetermination(tx, householdId);
  const rows = await tx.query<RecordRow>(RECORDS, [householdId]);
  const documents = await documentsOf(tx, householdId);
  const { tenure, registeredPersons, hardshipPersons } = household;
  return evidenceChain({
    tenure,
    registeredPersons,
    hardshipPersons,
    hardship: hardshipPersons > 0,
    otherPayee: household.payeeName !== household.holderName,
    nonResidential: determination !== null && determination.use !== 'residential',
    areaHundredths: determination?.areaHundredths ?? null,
    components: calculation === null ? [] : componentsOf(calculation),
    documents: documents.flatMap(({ type, name, contentHash }) =>
      isDocumentType(type) ? [{ type, name, contentHash }] : [],
    ),
    records: Map.groupBy(rows, ({ record }) => record),
  });
}
