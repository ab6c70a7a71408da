import { z } from 'zod';
import { TENANT } from '../../../identity/kinds.js';
import { searchable } from '../../../search/index.js';
import { entityOperations } from './entities.js';
import { displayName, optionalText, strictId } from './fields.js';

const replacement = z.object({ name: displayName, description: optionalText });

/** Tenants group people and variables; all processes run in the default tenant. */
export const tenantOperations = entityOperations({
  kind: TENANT,
  word: 'Tenant',
  search: 'searchTenants',
  path: '/tenants',
  idField: 'tenantId',
  searchable: searchable.tenants,
  creation: replacement.extend({ tenantId: strictId }),
  replacement,
});
