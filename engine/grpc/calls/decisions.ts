import { z } from 'zod';
import type { EvaluateDecisionReply, EvaluatedDecision } from '../../commands/requests.js';
import { nameOrEmpty } from '../../gateway/fields.js';
import { unaryCall } from '../call.js';
import type { GrpcCall, Message } from '../call.js';
import { TENANT, jsonVariables, optionalKey, tenantId } from '../fields.js';

/** Values travel as JSON text. */
function evaluatedMessage(decision: EvaluatedDecision): Message {
  return {
    decisionKey: decision.decisionDefinitionKey,
    decisionId: decision.decisionDefinitionId,
    decisionName: decision.decisionDefinitionName,
    decisionVersion: decision.decisionDefinitionVersion,
    decisionType: decision.decisionDefinitionType,
    decisionOutput: JSON.stringify(decision.output),
    matchedRules: decision.matchedRules.map((rule) => ({
      ...rule,
      evaluatedOutputs: rule.evaluatedOutputs.map((output) => ({
        ...output,
        outputValue: JSON.stringify(output.outputValue),
      })),
    })),
    evaluatedInputs: decision.evaluatedInputs.map((input) => ({
      ...input,
      inputValue: JSON.stringify(input.inputValue),
    })),
    tenantId: TENANT,
  };
}

function evaluationMessage(reply: EvaluateDecisionReply): Message {
  return {
    decisionKey: reply.decisionDefinitionKey,
    decisionId: reply.decisionDefinitionId,
    decisionName: reply.decisionDefinitionName,
    decisionVersion: reply.decisionDefinitionVersion,
    decisionRequirementsId: reply.decisionRequirementsId,
    decisionRequirementsKey: reply.decisionRequirementsKey,
    decisionOutput: JSON.stringify(reply.output),
    evaluatedDecisions: reply.evaluatedDecisions.map(evaluatedMessage),
    failedDecisionId: reply.failedDecisionDefinitionId ?? '',
    failureMessage: reply.failureMessage ?? '',
    tenantId: TENANT,
    decisionInstanceKey: reply.decisionEvaluationKey,
    decisionEvaluationKey: reply.decisionEvaluationKey,
  };
}

export const decisionCalls: readonly GrpcCall[] = [
  unaryCall({
    name: 'EvaluateDecision',
    permission: 'operate',
    request: z.object({ decisionKey: optionalKey, decisionId: nameOrEmpty, variables: jsonVariables, tenantId }),
    handle: async ({ request: { decisionKey, decisionId, variables } }, engine) =>
      evaluationMessage(
        await engine.evaluateDecision({
          decisionDefinitionId: decisionId === '' ? undefined : decisionId,
          decisionDefinitionKey: decisionKey,
          variables,
        }),
      ),
  }),
  unaryCall({
    name: 'EvaluateConditional',
    permission: 'operate',
    request: z.object({ processDefinitionKey: optionalKey, variables: jsonVariables, tenantId }),
    handle: async ({ request: { processDefinitionKey, variables } }, engine) => ({
      ...(await engine.evaluateConditionals({ processDefinitionKey, variables })),
      tenantId: TENANT,
    }),
  }),
];
