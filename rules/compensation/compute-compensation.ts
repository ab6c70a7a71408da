import { decide } from '../decision.js';
import type { Decision } from '../decision.js';
import type { Parameter, Policy } from '../policy/policies.js';
import { component, sumOf } from './component.js';
import type { Compensation, CompensationComponent } from './component.js';
import { hardshipTopUp } from './hardship-top-up.js';
import { collectiveHouseValue, stateHouseValue } from './house-value.js';
import type { CompensationInput } from './input.js';
import { limitFindings } from './limits.js';
import { computeNonResidential } from './non-residential.js';
import type { NonResidentialFacts } from './non-residential.js';
import { planItemComponent } from './plan-items.js';
import { priceSubsidy } from './price-subsidy.js';
import { unitSizeSubsidy } from './unit-size-subsidy.js';
import { areaConversionText } from '../area/living-area.js';

/**
 * 补偿计算: the components of one household's compensation, each rounded half up to the fen, then added.
 * The value is null when the input breaks a limit; there is no way to pass an amount in (SD18).
 */
export function computeCompensation(input: CompensationInput, policy: Policy): Decision<Compensation | null> {
  const findings = limitFindings(input, policy);
  if (findings.length > 0) return decide(null, findings, policy.version);
  const house = input.nonResidential === null ? null : businessComponents(input, input.nonResidential, policy);
  if (house?.value === null) return decide(null, house.findings, policy.version);
  const formula = explained(house?.value.components ?? formulaComponents(input, policy), input, policy);
  const components = [
    ...formula,
    ...(input.hardship === null ? [] : [hardshipTopUp(input.hardship, sumOf(formula), policy)]),
    ...input.items.map((item) => planItemComponent(item, input.areaHundredths, policy)),
  ];
  return decide({ components, totalFen: sumOf(components) }, [], policy.version);
}

function formulaComponents(input: CompensationInput, policy: Policy): CompensationComponent[] {
  const { figures, tenure, areaHundredths } = input;
  return figures.scheme === 'collective'
    ? [collectiveHouseValue(figures, areaHundredths)]
    : [
        stateHouseValue(figures, shareOf(tenure, policy), areaHundredths),
        priceSubsidy(figures, areaHundredths),
        ...(figures.nonSelfContained && figures.unitSizeSubsidyHundredths !== null
          ? [unitSizeSubsidy(figures.averagePriceFen, figures.unitSizeSubsidyHundredths)]
          : []),
      ];
}

/** A tenant's share of the value; null: the whole of it. */
function shareOf(tenure: CompensationInput['tenure'], { compensation }: Policy): Parameter<number> | null {
  if (tenure === 'private') return null;
  return tenure === 'public-tenancy' ? compensation.tenantShareBp : compensation.governmentRentTenantShareBp;
}

function businessComponents(
  { figures, tenure, areaHundredths }: CompensationInput,
  facts: NonResidentialFacts,
  policy: Policy,
): Decision<Compensation | null> {
  const unitPriceFen = figures.scheme === 'state' ? figures.unitPriceFen : figures.replacementPriceFen;
  const holder = tenure === 'public-tenancy' ? 'public-tenant' : 'owner';
  return computeNonResidential({ ...facts, scheme: figures.scheme, holder, unitPriceFen, areaHundredths }, policy);
}

/** Says on the first component how the area came about, and on a negotiated project whose column it copies. */
function explained(
  components: readonly CompensationComponent[],
  input: CompensationInput,
  policy: Policy,
): CompensationComponent[] {
  const notes = [
    ...(input.livingAreaHundredths === null ? [] : [areaConversionText(input.livingAreaHundredths, policy)]),
    ...(input.mode === 'negotiated'
      ? [`协议置换按${input.figures.scheme === 'state' ? '国有' : '集体'}土地口径，R-26`]
      : []),
  ];
  return components.map((each, index) =>
    index === 0 ? component(each.name, each.fen, [each.basis, ...notes].join('；')) : each,
  );
}
