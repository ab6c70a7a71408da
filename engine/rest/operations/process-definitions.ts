import type { Search } from '../../search/index.js';
import { searchable } from '../../search/index.js';
import { startForm } from '../forms.js';
import { defineOperation, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { notFound } from '../problems.js';
import { getOperation, searchOperation } from './search-operation.js';

async function xmlOf({ pool, schema }: Search, key: string): Promise<string> {
  const { rows } = await pool.query<{ bpmn_xml: string }>(
    `SELECT bpmn_xml FROM ${schema}.process_definition WHERE process_definition_key = $1::bigint`,
    [key],
  );
  if (rows[0] === undefined || rows[0].bpmn_xml === '')
    throw notFound(`Process definition with key '${key}' not found`);
  return rows[0].bpmn_xml;
}

export const processDefinitionOperations: readonly Operation[] = [
  searchOperation('searchProcessDefinitions', '/process-definitions/search', searchable.processDefinitions),
  getOperation(
    'getProcessDefinition',
    '/process-definitions/:processDefinitionKey',
    searchable.processDefinitions,
    'Process definition',
  ),
  defineOperation({
    id: 'getProcessDefinitionXml',
    method: 'get',
    path: '/process-definitions/:processDefinitionKey/xml',
    permission: 'read',
    handle: async (call, { search }) => ({
      status: 200,
      body: await xmlOf(search, param(call, 'processDefinitionKey')),
      mediaType: 'text/xml; charset=utf-8',
    }),
  }),
  defineOperation({
    id: 'getStartProcessForm',
    method: 'get',
    path: '/process-definitions/:processDefinitionKey/form',
    permission: 'read',
    handle: async (call, { search }) => {
      const key = param(call, 'processDefinitionKey');
      if ((await search.find(searchable.processDefinitions, key)) === undefined) {
        throw notFound(`Process definition with key '${key}' not found`);
      }
      const form = await startForm(search, key);
      return form === undefined ? noContent : ok(form);
    },
  }),
];
