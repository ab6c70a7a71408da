import { z } from 'zod';
import type { EvaluateDecisionReply, EvaluatedInput, MatchedRule } from '../../commands/requests.js';
import { searchable } from '../../search/index.js';
import { definitionXml, requirementsXml, toInputs, toRules } from '../decisions.js';
import { defineOperation, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { invalidArgument, notFound } from '../problems.js';
import { key, name, operationReference, optionalBody, optionalVariables, tenantId } from '../schemas.js';
import { getOperation, searchOperation } from './search-operation.js';

const TENANT = { tenantId: '<default>' };

function toAnswer({ output, evaluatedDecisions, ...reply }: EvaluateDecisionReply): unknown {
  return {
    ...reply,
    ...TENANT,
    decisionInstanceKey: reply.decisionEvaluationKey,
    output: JSON.stringify(output),
    evaluatedDecisions: evaluatedDecisions.map((evaluated) => ({
      ...TENANT,
      decisionDefinitionKey: evaluated.decisionDefinitionKey,
      decisionDefinitionId: evaluated.decisionDefinitionId,
      decisionDefinitionName: evaluated.decisionDefinitionName,
      decisionDefinitionVersion: evaluated.decisionDefinitionVersion,
      decisionDefinitionType: evaluated.decisionDefinitionType,
      decisionEvaluationInstanceKey: evaluated.decisionEvaluationInstanceKey,
      output: JSON.stringify(evaluated.output),
      evaluatedInputs: toInputs(evaluated.evaluatedInputs),
      matchedRules: toRules(evaluated.matchedRules),
    })),
  };
}

export const decisionOperations: readonly Operation[] = [
  defineOperation({
    id: 'evaluateDecision',
    method: 'post',
    path: '/decision-definitions/evaluation',
    permission: 'operate',
    body: z.object({
      decisionDefinitionId: name.nullish(),
      decisionDefinitionKey: key.nullish(),
      variables: optionalVariables,
      tenantId,
    }),
    handle: async ({ body, actor }, { engine }) => {
      const { decisionDefinitionId, decisionDefinitionKey, variables } = body;
      if ((decisionDefinitionId == null) === (decisionDefinitionKey == null))
        throw invalidArgument('request body: expected exactly one of decisionDefinitionId and decisionDefinitionKey');
      const request = {
        actor,
        decisionDefinitionId: decisionDefinitionId ?? undefined,
        decisionDefinitionKey: decisionDefinitionKey ?? undefined,
        variables,
      };
      return ok(toAnswer(await engine.evaluateDecision(request)));
    },
  }),
  searchOperation('searchDecisionDefinitions', '/decision-definitions/search', searchable.decisionDefinitions),
  getOperation(
    'getDecisionDefinition',
    '/decision-definitions/:decisionDefinitionKey',
    searchable.decisionDefinitions,
    'Decision definition',
  ),
  defineOperation({
    id: 'getDecisionDefinitionXml',
    method: 'get',
    path: '/decision-definitions/:decisionDefinitionKey/xml',
    permission: 'read',
    handle: async (call, { search }) => xml(await definitionXml(search, param(call, 'decisionDefinitionKey'))),
  }),
  searchOperation('searchDecisionRequirements', '/decision-requirements/search', searchable.decisionRequirements),
  getOperation(
    'getDecisionRequirements',
    '/decision-requirements/:decisionRequirementsKey',
    searchable.decisionRequirements,
    'Decision requirements',
  ),
  defineOperation({
    id: 'getDecisionRequirementsXml',
    method: 'get',
    path: '/decision-requirements/:decisionRequirementsKey/xml',
    permission: 'read',
    handle: async (call, { search }) => xml(await requirementsXml(search, param(call, 'decisionRequirementsKey'))),
  }),
  searchOperation('searchDecisionInstances', '/decision-instances/search', searchable.decisionInstances),
  defineOperation({
    id: 'getDecisionInstance',
    method: 'get',
    path: '/decision-instances/:decisionEvaluationInstanceKey',
    permission: 'read',
    handle: async (call, { search }) => {
      const instanceKey = param(call, 'decisionEvaluationInstanceKey');
      const item = await search.find(searchable.decisionInstancesInFull, instanceKey);
      if (item === undefined) throw notFound(`Decision instance with key '${instanceKey}' not found`);
      return ok({
        ...item,
        evaluatedInputs: toInputs(item['evaluatedInputs'] as readonly EvaluatedInput[]),
        matchedRules: toRules(item['matchedRules'] as readonly MatchedRule[]),
      });
    },
  }),
  defineOperation({
    id: 'deleteDecisionInstance',
    method: 'post',
    path: '/decision-instances/:decisionEvaluationKey/deletion',
    permission: 'operate',
    body: optionalBody(z.object({ operationReference })),
    handle: async (call, { engine }) => {
      await engine.deleteDecisionInstance({ decisionEvaluationKey: param(call, 'decisionEvaluationKey') });
      return noContent;
    },
  }),
];

const xml = (body: string) => ({ status: 200, body, mediaType: 'text/xml; charset=utf-8' });
