import { z } from 'zod';
import { searchable } from '../../search/index.js';
import { defineOperation, noContent, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { operationReference, optionalBody } from '../schemas.js';
import { getOperation, searchOperation } from './search-operation.js';

export const incidentOperations: readonly Operation[] = [
  searchOperation('searchIncidents', '/incidents/search', searchable.incidents),
  getOperation('getIncident', '/incidents/:incidentKey', searchable.incidents, 'Incident'),
  defineOperation({
    id: 'resolveIncident',
    method: 'post',
    path: '/incidents/:incidentKey/resolution',
    permission: 'operate',
    body: optionalBody(z.object({ operationReference })),
    handle: async (call, { engine }) => {
      await engine.resolveIncident({ incidentKey: param(call, 'incidentKey'), actor: call.actor });
      return noContent;
    },
  }),
];
