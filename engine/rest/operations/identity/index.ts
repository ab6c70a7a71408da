import type { Operation } from '../../operation.js';
import { authorizationOperations } from './authorizations.js';
import { groupOperations } from './groups.js';
import { mappingRuleOperations } from './mapping-rules.js';
import { membershipOperations } from './members.js';
import { roleOperations } from './roles.js';
import { tenantOperations } from './tenants.js';
import { userOperations } from './users.js';

/** Who may use the cluster. */
export const identityOperations: readonly Operation[] = [
  ...userOperations,
  ...groupOperations,
  ...roleOperations,
  ...tenantOperations,
  ...mappingRuleOperations,
  ...membershipOperations,
  ...authorizationOperations,
];
