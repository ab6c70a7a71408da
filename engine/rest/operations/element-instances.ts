import { z } from 'zod';
import { searchable } from '../../search/index.js';
import { defineOperation, noContent, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { adHocElement } from '../schemas.js';
import { getOperation, incidentsOperation, searchOperation } from './search-operation.js';

export const elementInstanceOperations: readonly Operation[] = [
  defineOperation({
    id: 'activateAdHocSubProcessActivities',
    method: 'post',
    path: '/element-instances/ad-hoc-activities/:adHocSubProcessInstanceKey/activation',
    permission: 'operate',
    body: z.object({ elements: z.array(adHocElement).min(1), cancelRemainingInstances: z.boolean().nullish() }),
    handle: async (call, { engine }) => {
      await engine.activateAdHocElements({
        adHocSubProcessInstanceKey: param(call, 'adHocSubProcessInstanceKey'),
        elements: call.body.elements,
        cancelRemainingInstances: call.body.cancelRemainingInstances ?? undefined,
      });
      return noContent;
    },
  }),
  searchOperation('searchElementInstances', '/element-instances/search', searchable.elementInstances),
  getOperation(
    'getElementInstance',
    '/element-instances/:elementInstanceKey',
    searchable.elementInstances,
    'Element instance',
  ),
  incidentsOperation(
    'searchElementInstanceIncidents',
    '/element-instances/:elementInstanceKey',
    searchable.elementInstances,
    'Element instance',
    searchable.ofElement,
  ),
];
