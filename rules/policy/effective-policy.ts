import type { IsoDate } from '../dates.js';
import type { Parameter, ParameterValue } from './parameter.js';
import { policyOf } from './policies.js';
import type { Policy } from './policies.js';
import { POLICY_GROUPS } from './policy.js';
import type { PolicyGroup } from './policy.js';
import { fitsParameter } from './rule-change.js';
import type { RuleChange } from './rule-change.js';

/** The project that the figures are asked for. */
export interface BoundProject {
  readonly id: string;
  /** The day it was registered: it stays with the district's figures of that day. */
  readonly startedOn: IsoDate;
}

/**
 * The figures that hold for a project on a day: its policy version, the district's changes valid on the day it
 * started, and its own changes valid on the day asked. The later change wins, a project's own over the district's.
 * The version names the changes, e.g. `2021-09+3+7`. Throws on a change that fits no parameter: it was never let in.
 */
export function effectivePolicy(
  base: Policy,
  changes: readonly RuleChange[],
  project: BoundProject,
  on: IsoDate,
): Policy {
  const holding = changes
    .filter(({ projectId, validFrom }) =>
      projectId === null ? validFrom <= project.startedOn : projectId === project.id && validFrom <= on,
    )
    .sort(byPrecedence);
  if (holding.length === 0) return base;
  const changed = holding.reduce<Policy>(withChange, base);
  const numbers = holding.map(({ number }) => number).sort((a, b) => a - b);
  return policyOf({ ...header(base), version: [base.version, ...numbers].join('+') }, changed);
}

const header = ({ version, validFrom, validTo, basis }: Policy) => ({ version, validFrom, validTo, basis });

/** The district's before the project's, older before newer: whoever comes last is heard. */
function byPrecedence(one: RuleChange, other: RuleChange): number {
  if ((one.projectId === null) !== (other.projectId === null)) return one.projectId === null ? -1 : 1;
  if (one.validFrom !== other.validFrom) return one.validFrom < other.validFrom ? -1 : 1;
  return one.number - other.number;
}

function withChange(policy: Policy, change: RuleChange): Policy {
  const found = findParameter(policy, change.parameter);
  if (!found || !fitsParameter(change.value, found.parameter)) {
    throw new RangeError(`Change ${change.number} does not fit a parameter: ${change.parameter}`);
  }
  const { group, name, parameter } = found;
  const { value, legalSource: basis, confirmed } = change;
  return { ...policy, [group]: { ...policy[group], [name]: { ...parameter, value, basis, confirmed } } };
}

/** A parameter by the name a page lists it under; undefined where there is none. */
export function findParameter(
  policy: Policy,
  fullName: string,
): { group: PolicyGroup; name: string; parameter: Parameter<ParameterValue> } | undefined {
  const group = POLICY_GROUPS.find((each) => fullName.startsWith(`${each}.`));
  if (group === undefined) return undefined;
  const name = fullName.slice(group.length + 1);
  const parameters: Readonly<Record<string, Parameter<ParameterValue>>> = policy[group];
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return parameter && { group, name, parameter };
}
