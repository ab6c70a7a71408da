import type { User } from '../../gateway/authentication.js';
import type { Rights } from '../../identity/rights.js';
import type { Call, Services } from '../operation.js';
import { forbidden } from '../problems.js';
import { engineRules } from './engine-rules.js';
import { identityRules } from './identity-rules.js';
import type { Rule } from './rule.js';

/** By the name of the operation. */
export const rules: Readonly<Record<string, Rule>> = { ...engineRules, ...identityRules };

/**
 * Holds the request against the rights of its sender: refused with 403, or answered with the user as whom, and the
 * services with which, it may go on.
 */
export async function authorize(
  operationId: string,
  call: Call<unknown>,
  user: User & { readonly rights: Rights },
  services: Services,
): Promise<{ readonly user: User; readonly services: Services }> {
  const rule = Object.hasOwn(rules, operationId) ? rules[operationId] : undefined;
  if (rule === undefined) throw forbidden(`'${user.username}' may not call ${operationId}`);
  const { search } = services;
  const asked = { call, user, rights: user.rights, search };
  const missing = await rule.missing(asked);
  if (missing !== null) {
    const { permission, resourceType, resourceId } = missing;
    const ids = resourceId === '*' ? '[*]' : `[*, ${resourceId}]`;
    throw forbidden(
      `Insufficient permissions to perform operation '${permission}' on resource '${resourceType}', required resource identifiers are one of '${ids}'`,
    );
  }
  const isBound = (await rule.bound?.(asked)) ?? false;
  const { rows } = rule;
  return {
    user: isBound ? { ...user, actsForOthers: false } : user,
    services:
      rows === undefined
        ? services
        : { ...services, search: search.restrictedTo((parameters) => rows(asked, parameters)) },
  };
}
