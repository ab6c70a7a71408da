import { isIsoDate } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { policy202107 } from './policy-2021-07.js';
import { policy202109 } from './policy-2021-09.js';
import { unconfirmedParameters } from './policy.js';
import type { Policy, PolicyParameters } from './policy.js';

export { parametersOf, unconfirmedParameters } from './policy.js';
export type { Parameter } from './parameter.js';
export type { Policy, PolicyParameters } from './policy.js';

/** Puts a set of figures in force; it counts as confirmed only when each of them is. */
export function policyOf(
  header: Pick<Policy, 'version' | 'validFrom' | 'validTo' | 'basis'>,
  parameters: PolicyParameters,
): Policy {
  return { ...parameters, ...header, confirmed: unconfirmedParameters(parameters).length === 0 };
}

/** All versions, oldest first; a project stays with the version of the day it was registered. */
export const policies: readonly Policy[] = [
  policyOf(
    {
      version: '2021-07',
      validFrom: '2021-07-08',
      validTo: '2021-08-31',
      basis: '宝国资委〔2021〕13号、市政府令第71号',
    },
    policy202107,
  ),
  policyOf(
    { version: '2021-09', validFrom: '2021-09-01', validTo: null, basis: '宝国资委〔2021〕13号、土地管理法实施条例' },
    policy202109,
  ),
];

/** The policy among several that applies on a date, if there is one. */
export function policyAmong(all: readonly Policy[], date: IsoDate): Policy | undefined {
  return all.find((policy) => policy.validFrom <= date && (policy.validTo === null || date <= policy.validTo));
}

/** Is there a policy for this date? Ask before registering a project. */
export function hasPolicyOn(date: IsoDate): boolean {
  return isIsoDate(date) && policyAmong(policies, date) !== undefined;
}

/** The policy that applies on a date (`2026-11-24`). Throws where there is none: a fault of the caller. */
export function policyOn(date: IsoDate): Policy {
  const policy = isIsoDate(date) ? policyAmong(policies, date) : undefined;
  if (!policy) throw new RangeError(`No policy applies on ${date}; the first begins on 2021-07-08`);
  return policy;
}

/** The policy a project was registered under. Throws on an unknown version. */
export function policyByVersion(version: string): Policy {
  const policy = policies.find((candidate) => candidate.version === version);
  if (!policy) throw new RangeError(`Unknown policy version: ${version}`);
  return policy;
}
