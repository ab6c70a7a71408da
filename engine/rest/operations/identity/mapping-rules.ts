import { z } from 'zod';
import { MAPPING_RULE } from '../../../identity/kinds.js';
import { searchable } from '../../../search/index.js';
import { entityOperations } from './entities.js';
import { displayName, id } from './fields.js';

const replacement = z.object({ claimName: displayName, claimValue: displayName, name: displayName });

export const mappingRuleOperations = entityOperations({
  kind: MAPPING_RULE,
  word: 'MappingRule',
  search: 'searchMappingRule',
  path: '/mapping-rules',
  idField: 'mappingRuleId',
  searchable: searchable.mappingRules,
  creation: replacement.extend({ mappingRuleId: id }),
  replacement,
});
