import { z } from 'zod';
import { ROLE } from '../../../identity/kinds.js';
import { searchable } from '../../../search/index.js';
import { entityOperations } from './entities.js';
import { displayName, id, optionalText } from './fields.js';

const replacement = z.object({ name: displayName, description: optionalText });

export const roleOperations = entityOperations({
  kind: ROLE,
  word: 'Role',
  search: 'searchRoles',
  path: '/roles',
  idField: 'roleId',
  searchable: searchable.roles,
  creation: replacement.extend({ roleId: id }),
  replacement,
});
