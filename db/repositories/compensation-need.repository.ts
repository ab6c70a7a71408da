import { computeCompensation } from '../../rules/compensation/compute-compensation.js';
import { ownerShareOf } from '../../rules/compensation/landlord.js';
import type { PlanItemName } from '../../rules/compensation/plan-items.js';
import type { Finding } from '../../rules/decision.js';
import { executiveMeetingNeeded } from '../../rules/expropriation/may-decide.js';
import { ruleBookOf } from '../../rules/plan/rule-book.js';
import { formatYuan } from '../../rules/units.js';
import type { HouseUse } from '../../rules/vocabulary/cases.js';
import { hashOfValue } from '../content-hash.js';
import { Household } from '../entities/household.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { businessFactsOf } from './business-facts.repository.js';
import type { StoredBusinessFacts } from './business-facts.repository.js';
import { factsOf } from './calculations.repository.js';
import { adoptedPlansOf } from './plan-figures.repository.js';
import type { AdoptedPlan } from './plan-figures.repository.js';
import type { PlanTrack } from './plans.repository.js';

/** What the households of a project are owed under the plan of a track, as counted once. Money in fen. */
export interface CompensationNeed {
  readonly id: string;
  readonly households: number;
  /** Households whose area is not final: the count is not complete. */
  readonly uncounted: number;
  readonly needFen: bigint;
  readonly reservedFen: bigint;
  readonly meetingNeeded: boolean;
}

/** A household still to be compensated: its final area, what it has proven, what a panel granted it. */
interface Owed {
  readonly id: string;
  readonly areaHundredths: bigint | null;
  readonly newHomestead: boolean;
  readonly use: HouseUse;
  readonly business: StoredBusinessFacts;
  readonly counts: Readonly<Record<string, number>>;
  readonly grantedFen: bigint;
}

/** Whose money is promised from the special account already, by a list or a decision, is owed nothing more. */
const OWED = `
  SELECT household.id, determination.area_hundredths AS "areaHundredths",
    coalesce(determination.new_homestead, false) AS "newHomestead", coalesce(determination.use, household.use) AS use,
    agreed_business_facts(household.id) AS business,
    coalesce((SELECT jsonb_object_agg(item, quantity) FROM counted_item counted WHERE counted.household_id = household.id
      AND round = (SELECT max(round) FROM negotiation_record record WHERE record.household_id = household.id)), '{}')
      AS counts,
    coalesce((SELECT sum(amount_fen) FROM opinion_in_force opinion WHERE opinion.household_id = household.id), 0)::bigint
      AS "grantedFen"
  FROM household LEFT JOIN area_determination determination
    ON determination.household_id = household.id AND determination.status = 'frozen'
  WHERE project_id = $1 AND stage <> 'closed' AND NOT EXISTS (SELECT FROM compensation_decision decision
      WHERE decision.household_id = household.id AND decision_reserved_fen(decision.id) > 0)
    AND NOT EXISTS (SELECT FROM payment_item item
    WHERE item.household_id = household.id AND (item.status IN ('sent', 'paid') OR EXISTS (SELECT
      FROM payment_list_item line JOIN payment_list list ON list.id = line.list_id AND list.version = line.version
      JOIN special_account_entry booked ON booked.reference = 'reservation:' || list.id || ':' || list.version
      WHERE line.item_id = item.id AND list.status <> 'refused')))`;

/** Counts what must lie in the special account before the expropriation is decided, and keeps the count. */
export async function countCompensationNeed(tx: Transaction, track: PlanTrack): Promise<CompensationNeed> {
  const { id: trackId, projectId, mode, policy } = track;
  await tx.lock(`case:${trackId}`);
  const plan = (await adoptedPlansOf(tx, projectId)).find((each) => each.trackId === trackId);
  if (plan === undefined) throw refusal('DECISION_POINT_OPEN', '本轨的补偿方案尚未通过', '征收与补偿条例第10条');
  const households = await tx.manager.findBy(Household, { projectId });
  const byId = new Map(households.map((household) => [household.id, household]));
  let needFen = 0n;
  let uncounted = 0;
  for (const owed of await tx.query<Owed>(OWED, [projectId])) {
    const household = byId.get(owed.id);
    const totalFen = household === undefined ? null : owedTo(household, owed, plan, track);
    if (totalFen === null) uncounted += 1;
    else needFen += totalFen;
  }
  const { reservedFen, number } = await tx.one<{ reservedFen: bigint; number: number }>(
    `SELECT (coalesce(sum(amount_fen) FILTER (WHERE kind = 'reservation'), 0)
         - coalesce(sum(amount_fen) FILTER (WHERE kind = 'return'), 0))::bigint AS "reservedFen",
       (SELECT count(*) + 1 FROM compensation_need WHERE track_id = $2)::int AS number
     FROM special_account_entry WHERE project_id = $1`,
    [projectId, trackId],
  );
  const meetingNeeded = mode === 'state' && executiveMeetingNeeded(households.length, policy);
  const counted = { households: households.length, uncounted, needFen, reservedFen, meetingNeeded };
  const contentHash = hashOfValue({ trackId, planId: plan.entryId, number, ...counted });
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO compensation_need (track_id, number, plan_entry_id, households, uncounted, need_fen, reserved_fen,
       meeting_needed, content_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [trackId, number, plan.entryId, households.length, uncounted, needFen, reservedFen, meetingNeeded, contentHash],
  );
  return { id, ...counted };
}

/** What a plan owes one household; null where it cannot be computed yet: no final area, or a price the plan lacks. */
function owedTo(
  household: Household,
  { areaHundredths, newHomestead, use, business, counts, grantedFen }: Owed,
  plan: AdoptedPlan,
  { mode, policy }: PlanTrack,
): bigint | null {
  const { unitPriceFen, nonSelfContained, hardshipPersons } = household;
  const unpriced = hardshipPersons > 0 && plan.figures.scheme === 'state' && plan.figures.conversionPriceFen === null;
  if (areaHundredths === null || unpriced) return null;
  const dwelling = use === 'residential';
  const items = new Map(Object.entries(counts) as [PlanItemName, number][]);
  const book = ruleBookOf(plan, { unitPriceFen, nonSelfContained, newHomestead, dwelling, counts: items }, policy);
  const facts = factsOf(household, plan, { areaHundredths, use, business: businessFactsOf(business) }, policy);
  const input = { ...facts, mode, figures: book.figures, items: book.items };
  const computed = computeCompensation(input, policy);
  if (computed.value === null) return null;
  // The owner of a house that is let is paid beside its tenant (市政府令第71号 art 29, 30).
  return computed.value.totalFen + (ownerShareOf(input, policy)?.fen ?? 0n) + grantedFen;
}

/** The last count of a track; undefined before the first. */
export async function compensationNeedOf(tx: Transaction, trackId: string): Promise<CompensationNeed | undefined> {
  return tx.maybeOne<CompensationNeed>(
    `SELECT id, households, uncounted, need_fen AS "needFen", reserved_fen AS "reservedFen",
       meeting_needed AS "meetingNeeded" FROM compensation_need WHERE track_id = $1 ORDER BY number DESC LIMIT 1`,
    [trackId],
  );
}

/** What of the special account stands for what was counted: deposits less what was promised before the count. */
export async function fundsFor(tx: Transaction, projectId: string, { reservedFen }: CompensationNeed): Promise<bigint> {
  const { deposited } = await tx.one<{ deposited: bigint }>(
    `SELECT coalesce(sum(amount_fen), 0)::bigint AS deposited FROM special_account_entry
     WHERE project_id = $1 AND kind = 'deposit'`,
    [projectId],
  );
  return deposited - reservedFen;
}

/** What is still missing of the money: an incomplete count, or a balance below it (征收与补偿条例 art 12). */
export async function fundFindings(tx: Transaction, projectId: string, trackId: string): Promise<Finding[]> {
  const basis = '征收与补偿条例第12条、R-56';
  const need = await compensationNeedOf(tx, trackId);
  if (need === undefined) return [{ code: 'FIELD_MISSING', message: '应补偿金额尚未核算，请稍候', basis }];
  const { uncounted, needFen } = need;
  const { now } = await tx.one<{ now: number }>('SELECT count(*)::int AS now FROM household WHERE project_id = $1', [
    projectId,
  ]);
  const missing = needFen - (await fundsFor(tx, projectId, need));
  const short = `专户资金比应补偿金额少${formatYuan(missing)}元，请足额存入后再办理`;
  const changed = '核算后户册有变动，请退回重新核算';
  return [
    ...(now !== need.households ? [{ code: 'AMOUNT_MISMATCH', message: changed, basis } as const] : []),
    ...(uncounted > 0
      ? [
          {
            code: 'AREA_NOT_DISPLAYED',
            message: `还有${String(uncounted)}户面积未锁定或方案缺少单价，金额未核算完整`,
            basis,
          } as const,
        ]
      : []),
    ...(missing > 0n ? [{ code: 'ACCOUNT_INSUFFICIENT', message: short, basis } as const] : []),
  ];
}
