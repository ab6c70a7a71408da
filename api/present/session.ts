import type { Caller } from '../caller.js';
import type * as contract from '../contract/index.js';

/** Who is signed in, as pages show it. */
export function sessionOf(caller: Caller | null): contract.Session {
  if (caller === null) return { kind: 'anonymous' };
  if (caller.kind === 'household') {
    return { kind: 'household', householdId: caller.householdId, caseNumber: caller.caseNumber };
  }
  if (caller.kind === 'owner') return { kind: 'owner', caseNumber: caller.caseNumber };
  const { username, displayName, organisationName, roles, certificateValidTo } = caller;
  return { kind: 'staff', username, displayName, organisationName, roles: [...roles], certificateValidTo };
}
