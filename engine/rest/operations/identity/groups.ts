import { z } from 'zod';
import { GROUP } from '../../../identity/kinds.js';
import { searchable } from '../../../search/index.js';
import { entityOperations } from './entities.js';
import { displayName, id, optionalText } from './fields.js';

const replacement = z.object({ name: displayName, description: optionalText });

export const groupOperations = entityOperations({
  kind: GROUP,
  word: 'Group',
  search: 'searchGroups',
  path: '/groups',
  idField: 'groupId',
  searchable: searchable.groups,
  creation: replacement.extend({ groupId: id }),
  replacement,
});
