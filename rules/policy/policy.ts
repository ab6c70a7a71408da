import type { IsoDate } from '../dates.js';
import type { Parameter, ParameterValue } from './parameter.js';
import { policy202107 } from './policy-2021-07.js';

/** Every figure of the rules by group. Rates in basis points, money in fen, areas in hundredths of m². */
export type PolicyParameters = {
  readonly [Group in keyof typeof policy202107]: Readonly<(typeof policy202107)[Group]>;
};

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
export interface NamedParameter extends Parameter<ParameterValue> {
  readonly name: string;
}

export type PolicyGroup = keyof PolicyParameters;

export const POLICY_GROUPS = Object.keys(policy202107) as PolicyGroup[];

/** Every parameter of a policy, flat, e.g. `compensation.tenantShareBp`. */
export function parametersOf(policy: PolicyParameters): NamedParameter[] {
  return POLICY_GROUPS.flatMap((group) => {
    const parameters: Readonly<Record<string, Parameter<ParameterValue>>> = policy[group];
    return Object.entries(parameters).map(([name, parameter]) => ({ name: `${group}.${name}`, ...parameter }));
  });
}

/** The parameters people must be warned about: not yet checked against the official text. */
export function unconfirmedParameters(policy: PolicyParameters): NamedParameter[] {
  return parametersOf(policy).filter((parameter) => !parameter.confirmed);
}
