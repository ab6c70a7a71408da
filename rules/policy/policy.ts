import type { IsoDate } from '../dates.js';
import type { PeriodLength } from '../period.js';
import type { Fraction } from '../units.js';
import type { NoticeKind } from '../vocabulary/papers.js';

/**
 * One figure of the rules: its value, the words people know it by, where it comes from, and whether a jurist
 * has confirmed it against the official text. What is not confirmed must be shown as such.
 */
export interface Parameter<T> {
  readonly value: T;
  readonly label: string;
  readonly unit: string;
  readonly basis: string;
  readonly confirmed: boolean;
}

/** Rates in basis points, money in fen, areas in hundredths of m². */
export interface PolicyParameters {
  readonly area: {
    /** Largest gap between the two surveys, as a share of the larger one. */
    readonly surveyToleranceBp: Parameter<number>;
    readonly publicTenancyFactor: Parameter<Fraction>;
  };
  readonly compensation: {
    readonly subsidyCoefficientMaxBp: Parameter<number>;
    readonly unitSizeSubsidyMaxHundredths: Parameter<bigint>;
    readonly tenantShareBp: Parameter<number>;
    readonly hardshipFloorHundredths: Parameter<bigint>;
    readonly negotiatedFollows: Parameter<'state' | 'collective'>;
    readonly decorationFenPerSqm: Parameter<bigint>;
    readonly movingFenPerSqm: Parameter<bigint>;
    readonly movingFloorFen: Parameter<bigint>;
    readonly equipmentRefitFen: Parameter<bigint>;
  };
  readonly signing: {
    readonly periodDays: Parameter<number>;
    readonly negotiatedEffectiveRateBp: Parameter<number>;
    readonly stateEffectiveRateMinBp: Parameter<number>;
    readonly stateEffectiveRateBp: Parameter<number>;
  };
  readonly staff: {
    readonly minPerContact: Parameter<number>;
    readonly certificateValidMonths: Parameter<number>;
  };
  readonly review: { readonly escalateAtReturn: Parameter<number> };
  readonly payment: {
    readonly reviewLevels: Parameter<number>;
    readonly dueDays: Parameter<number>;
    /** How many days before the due date the list is prepared. */
    readonly prepareDaysBefore: Parameter<number>;
  };
  /** Shortest period per kind of notice; may be lengthened, never shortened. Kinds not listed have none. */
  readonly publication: Readonly<Partial<Record<NoticeKind, Parameter<PeriodLength>>>>;
}

/** A set of figures that applies to projects registered from one date until another. */
export interface Policy extends PolicyParameters {
  readonly version: string;
  readonly validFrom: IsoDate;
  /** Last day on which new projects fall under this version; null while open. */
  readonly validTo: IsoDate | null;
  readonly basis: string;
  /** True only when every parameter is confirmed. */
  readonly confirmed: boolean;
}

/** A parameter with its name, as a page lists it. */
export interface NamedParameter extends Parameter<unknown> {
  readonly name: string;
}

/** Every parameter of a policy, flat, e.g. `compensation.tenantShareBp`. */
export function parametersOf(policy: PolicyParameters): NamedParameter[] {
  const groups = ['area', 'compensation', 'signing', 'staff', 'review', 'payment', 'publication'] as const;
  return groups.flatMap((group) => {
    const parameters: Readonly<Record<string, Parameter<unknown>>> = policy[group];
    return Object.entries(parameters).map(([name, parameter]) => ({ name: `${group}.${name}`, ...parameter }));
  });
}

/** The parameters people must be warned about: not yet checked against the official text. */
export function unconfirmedParameters(policy: PolicyParameters): NamedParameter[] {
  return parametersOf(policy).filter((parameter) => !parameter.confirmed);
}
