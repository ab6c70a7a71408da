import { decide } from '../decision.js';
import type { Decision } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { component, sumOf } from './component.js';
import type { Compensation, CompensationComponent } from './component.js';
import { hardshipTopUp } from './hardship-top-up.js';
import { collectiveHouseValue, stateHouseValue } from './house-value.js';
import type { CompensationInput } from './input.js';
import { limitFindings } from './limits.js';
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
  const formula = formulaComponents(input, policy);
  const components = [
    ...formula,
    ...(input.hardship === null ? [] : [hardshipTopUp(input.hardship, sumOf(formula), policy)]),
    ...input.items.map((item) => planItemComponent(item, input.areaHundredths, policy)),
  ];
  return decide({ components, totalFen: sumOf(components) }, [], policy.version);
}

function formulaComponents(input: CompensationInput, policy: Policy): CompensationComponent[] {
  const { figures, tenure, areaHundredths } = input;
  const components =
    figures.scheme === 'collective'
      ? [collectiveHouseValue(figures, areaHundredths)]
      : [
          stateHouseValue(figures, tenure === 'private' ? null : policy.compensation.tenantShareBp, areaHundredths),
          priceSubsidy(figures, areaHundredths),
          ...(figures.nonSelfContained && figures.unitSizeSubsidyHundredths !== null
            ? [unitSizeSubsidy(figures.averagePriceFen, figures.unitSizeSubsidyHundredths)]
            : []),
        ];
  return components.map((each, index) => (index === 0 ? explained(each, input, policy) : each));
}

/** Says on the first component how the area came about, and on a negotiated project whose column it copies. */
function explained(first: CompensationComponent, input: CompensationInput, policy: Policy): CompensationComponent {
  const notes = [
    ...(input.livingAreaHundredths === null ? [] : [areaConversionText(input.livingAreaHundredths, policy)]),
    ...(input.mode === 'negotiated'
      ? [`协议置换按${input.figures.scheme === 'state' ? '国有' : '集体'}土地口径，R-26`]
      : []),
  ];
  return component(first.name, first.fen, [first.basis, ...notes].join('；'));
}
