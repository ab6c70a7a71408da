import { expect } from '@jest/globals';
import { decision, dmn, literal, table } from '../../dmn/dmn.js';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only } from './scenario.js';
import type { Scenarios } from './scenario.js';

/** `id` decides with the help of `id_limit`. */
const file = (id: string): string =>
  dmn(
    decision(id, table(`points | ${id}`, `>= ${id}_limit | "pass"\n < ${id}_limit | "fail"`), {
      requires: [`${id}_limit`],
    }) + decision(`${id}_limit`, literal('50')),
    `graph_${id}`,
    `Graph of ${id}`,
  );

async function deployed({ client }: RestServer, id: string) {
  const { decisions, decisionRequirements } = await client.createDeployment({
    resources: [new File([file(id)], `${id}.dmn`)],
  });
  const [first] = decisions;
  if (first === undefined) throw new Error('no decision was deployed');
  return { decision: first, requirements: only(decisionRequirements) };
}

async function evaluated(server: RestServer, id: string) {
  const { decision: definition } = await deployed(server, id);
  const { decisionDefinitionId } = definition;
  return server.client.evaluateDecision({ decisionDefinitionId, variables: { points: 51 } });
}

export const decisionScenarios: Scenarios = {
  evaluateDecision: async (server) => {
    expect(await evaluated(server, 'evaluated')).toMatchObject({
      decisionDefinitionId: 'evaluated',
      output: '"pass"',
      failureMessage: null,
      evaluatedDecisions: [{ output: '50' }, { matchedRules: [{ ruleIndex: 1 }] }],
    });
  },
  searchDecisionDefinitions: async (server) => {
    const { decision: definition } = await deployed(server, 'sought');
    const found = await server.client.searchDecisionDefinitions(
      {
        filter: { decisionDefinitionId: definition.decisionDefinitionId, isLatestVersion: true },
        sort: [{ field: 'decisionRequirementsVersion' }],
      },
      AT_ONCE,
    );
    expect(only(found.items)).toMatchObject({
      name: 'sought',
      version: 1,
      decisionRequirementsName: 'Graph of sought',
    });
  },
  getDecisionDefinition: async (server) => {
    const { decisionDefinitionKey } = (await deployed(server, 'known')).decision;
    expect(await server.client.getDecisionDefinition({ decisionDefinitionKey }, AT_ONCE)).toMatchObject({
      decisionDefinitionId: 'known',
      decisionRequirementsId: 'graph_known',
    });
  },
  getDecisionDefinitionXml: async (server) => {
    const { decisionDefinitionKey } = (await deployed(server, 'written')).decision;
    expect(await server.client.getDecisionDefinitionXml({ decisionDefinitionKey }, AT_ONCE)).toBe(file('written'));
  },
  searchDecisionRequirements: async (server) => {
    const { requirements } = await deployed(server, 'required');
    const found = await server.client.searchDecisionRequirements(
      { filter: { resourceName: 'required.dmn' }, sort: [{ field: 'version', order: 'DESC' }] },
      AT_ONCE,
    );
    expect(only(found.items)).toEqual(requirements);
  },
  getDecisionRequirements: async (server) => {
    const { requirements } = await deployed(server, 'requirements');
    const { decisionRequirementsKey } = requirements;
    expect(await server.client.getDecisionRequirements({ decisionRequirementsKey }, AT_ONCE)).toEqual(requirements);
  },
  getDecisionRequirementsXml: async (server) => {
    const { decisionRequirementsKey } = (await deployed(server, 'graph')).requirements;
    expect(await server.client.getDecisionRequirementsXml({ decisionRequirementsKey }, AT_ONCE)).toBe(file('graph'));
  },
  searchDecisionInstances: async (server) => {
    const { decisionEvaluationKey, decisionDefinitionKey } = await evaluated(server, 'instances');
    const found = await server.client.searchDecisionInstances(
      {
        filter: { decisionEvaluationKey, state: { $in: ['EVALUATED'] } },
        sort: [{ field: 'decisionDefinitionId', order: 'DESC' }],
      },
      AT_ONCE,
    );
    expect(found.items).toMatchObject([
      { decisionDefinitionId: 'instances_limit', decisionDefinitionType: 'LITERAL_EXPRESSION', result: '50' },
      { decisionDefinitionId: 'instances', rootDecisionDefinitionKey: decisionDefinitionKey, processInstanceKey: null },
    ]);
  },
  getDecisionInstance: async (server) => {
    const { evaluatedDecisions } = await evaluated(server, 'instance');
    const { decisionEvaluationInstanceKey } = evaluatedDecisions[1] ?? never();
    expect(await server.client.getDecisionInstance({ decisionEvaluationInstanceKey }, AT_ONCE)).toMatchObject({
      evaluatedInputs: [{ inputId: 'in1', inputName: 'POINTS', inputValue: '51' }],
      matchedRules: [
        { ruleId: 'rule1', ruleIndex: 1, evaluatedOutputs: [{ outputName: 'instance', outputValue: '"pass"' }] },
      ],
    });
  },
  deleteDecisionInstance: async (server) => {
    const { decisionEvaluationKey } = await evaluated(server, 'forgotten');
    await server.client.deleteDecisionInstance({ decisionEvaluationKey });
    const left = await server.client.searchDecisionInstances({ filter: { decisionEvaluationKey } }, AT_ONCE);
    expect(left.items).toEqual([]);
  },
};

function never(): never {
  throw new Error('expected two evaluated decisions');
}
