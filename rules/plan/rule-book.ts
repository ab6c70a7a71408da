import type { CompensationInput, PlanItem } from '../compensation/input.js';
import type { RuleBook } from '../compensation/same-standard.js';
import { isForDwellingsOnly } from '../compensation/plan-items.js';
import type { PlanItemName } from '../compensation/plan-items.js';
import type { Policy } from '../policy/policies.js';
import { isGrantedToAll } from './plan-figures.js';
import type { PlanFigures } from './plan-figures.js';

/** What of one household a plan is applied to. */
export interface PlanHousehold {
  /** Its own appraised price per m² in fen: the unit price, on collective land the replacement price at its newness. */
  readonly unitPriceFen: bigint;
  readonly nonSelfContained: boolean;
  /** Somebody lives in it by its determined use: what a plan grants for living there goes to nobody else. */
  readonly dwelling: boolean;
  /** It gets a new homestead, so that the land is not paid for (collective land). */
  readonly newHomestead: boolean;
  /** How many months or pieces it has proven, by item. */
  readonly counts: ReadonlyMap<PlanItemName, number>;
}

/** The figures by which a plan compensates one household. */
export function ruleBookOf(plan: PlanFigures, household: PlanHousehold, policy: Policy): RuleBook {
  return { policy, figures: figuresOf(plan, household), items: itemsOf(plan, household) };
}

function figuresOf({ figures }: PlanFigures, household: PlanHousehold): CompensationInput['figures'] {
  if (figures.scheme === 'collective') {
    const { scheme, landBasePriceFen, priceSubsidyFen } = figures;
    return {
      scheme,
      replacementPriceFen: household.unitPriceFen,
      landBasePriceFen: household.newHomestead ? null : landBasePriceFen,
      priceSubsidyFen,
    };
  }
  const { scheme, averagePriceFen, subsidyCoefficientBp, unitSizeSubsidyHundredths } = figures;
  const { unitPriceFen, nonSelfContained } = household;
  return { scheme, unitPriceFen, averagePriceFen, subsidyCoefficientBp, nonSelfContained, unitSizeSubsidyHundredths };
}

function itemsOf({ grants }: PlanFigures, { counts, dwelling }: PlanHousehold): PlanItem[] {
  return grants.flatMap((grant): PlanItem[] => {
    const { item, amountFen, clause } = grant;
    if (!dwelling && isForDwellingsOnly(item)) return [];
    const plan = amountFen === null ? null : { amountFen, clause };
    if (isGrantedToAll(grant)) return [{ item, plan }];
    const quantity = counts.get(item);
    return quantity === undefined ? [] : [{ item, plan, quantity }];
  });
}
