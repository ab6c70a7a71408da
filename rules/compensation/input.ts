import type { Mode, Tenure } from '../vocabulary/cases.js';
import type { NonResidentialFacts } from './non-residential.js';
import type { PlanItemName } from './plan-items.js';

/** Which formula applies: a negotiated project copies one of the two columns of the formal modes. */
export type Scheme = 'state' | 'collective';

/** Figures of the formula on state-owned land; prices in fen per m². */
export interface StateFigures {
  readonly scheme: 'state';
  readonly unitPriceFen: bigint;
  readonly averagePriceFen: bigint;
  readonly subsidyCoefficientBp: number;
  /** Old lane house, hut or other dwelling that is not self-contained: entitled to the unit-size subsidy. */
  readonly nonSelfContained: boolean;
  /** Null when the house is self-contained and the plan names no area. */
  readonly unitSizeSubsidyHundredths: bigint | null;
}

/** Figures of the formula on collective land; prices in fen per m². */
export interface CollectiveFigures {
  readonly scheme: 'collective';
  readonly replacementPriceFen: bigint;
  /** Null when the household gets a new homestead: the land stays its own kind of compensation. */
  readonly landBasePriceFen: bigint | null;
  readonly priceSubsidyFen: bigint;
}

export interface HardshipFigures {
  readonly persons: number;
  readonly conversionPriceFen: bigint;
}

/** An amount the project plan grants: its rate or lump sum in fen and the clause of the plan; null = the policy's own. */
export interface PlanItem {
  readonly item: PlanItemName;
  readonly plan: { readonly amountFen: bigint; readonly clause: string } | null;
  /** Months or pieces, for items that are counted in them and for no others. */
  readonly quantity?: number;
}

/** Everything the compensation of one household is computed from. */
export interface CompensationInput {
  readonly mode: Mode;
  readonly tenure: Tenure;
  readonly areaHundredths: bigint;
  /** The living area the building area was converted from, where it was. */
  readonly livingAreaHundredths: bigint | null;
  readonly figures: StateFigures | CollectiveFigures;
  readonly hardship: HardshipFigures | null;
  /** What stops or is lost with a house that nobody lives in; null for a dwelling. */
  readonly nonResidential: NonResidentialFacts | null;
  readonly items: readonly PlanItem[];
}
