import { expect } from '@jest/globals';
import { decision, dmn, table } from '../dmn/dmn.js';
import { end, line, start, task } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';
import { only } from './play.js';

onOneServer();

type Table = Parameters<typeof table>;

async function deployDecision(play: Play, ...logic: Table) {
  const xml = dmn(decision(play.id(), table(...logic)), `graph-${play.id()}`);
  return play.client.createDeployment({ resources: [new File([xml], 'decision.dmn')] });
}

/** Deploys a decision of one table and evaluates it; the reply and its output as a value. */
async function decided(play: Play, variables: Record<string, unknown>, ...logic: Table) {
  await deployDecision(play, ...logic);
  const request = { decisionDefinitionId: play.id() as never, variables };
  const reply = await play.client.evaluateDecision(request);
  return { reply, output: JSON.parse(reply.output) as unknown };
}

/** s → the decision, whose result is `rate` → z → e. */
const calling = (play: Play) => {
  const called = `<zeebe:calledDecision decisionId="${play.id()}" resultVariable="rate" />`;
  const rule = `<bpmn:businessRuleTask id="rule"><bpmn:extensionElements>${called}</bpmn:extensionElements></bpmn:businessRuleTask>`;
  return start() + rule + task('z') + end() + line('rule', 'z');
};
const rates: Table = ['kind | rate', '"house" | 100\n "shop" | 300'];

/** Bonuses by the years of residence; those that apply are added up. */
const bonuses: Table = [
  'years | bonus',
  '>= 1 | 100\n >= 2 | 200\n >= 3 | 300\n >= 4 | 400',
  { policy: 'COLLECT', aggregation: 'SUM' },
];

example('decisions.unique', async (play) => {
  const { reply, output } = await decided(play, { kind: 'shop' }, ...rates);
  expect(output).toBe(300);
  expect(reply).toMatchObject({ decisionDefinitionId: play.id(), decisionDefinitionVersion: 1, failureMessage: null });
  const [evaluated] = reply.evaluatedDecisions;
  expect(evaluated).toMatchObject({ decisionDefinitionType: 'DECISION_TABLE', output: '300' });
  expect(evaluated?.matchedRules).toMatchObject([{ ruleIndex: 2, evaluatedOutputs: [{ outputValue: '300' }] }]);
  expect(evaluated?.evaluatedInputs).toMatchObject([{ inputValue: '"shop"' }]);
});

example('decisions.first', async (play) => {
  const { output } = await decided(
    play,
    { area: 120 },
    'area | size',
    '> 100 | "large"\n > 50 | "middle"\n - | "small"',
    {
      policy: 'FIRST',
    },
  );
  expect(output).toBe('large');
});

example('decisions.rule-order', async (play) => {
  const { output } = await decided(
    play,
    { area: 120 },
    'area | notice',
    '> 50 | "survey"\n > 200 | "expert"\n > 100 | "review"',
    {
      policy: 'RULE ORDER',
    },
  );
  expect(output).toEqual(['survey', 'review']);
});

example('decisions.collect-sum', async (play) => {
  const { output } = await decided(play, { years: 3.5 }, ...bonuses);
  expect(output).toBe(600);
});

example('business-rule.result-variable', async (play) => {
  await deployDecision(play, ...rates);
  await play.deploy(calling(play));
  const key = await play.start({ kind: 'house' });
  expect((await play.work('z')).variables).toEqual({ kind: 'house', rate: 100 });
  expect(await play.variables(key)).toEqual({ kind: 'house', rate: 100 });
  expect(only(await play.elements(key, 'rule'))).toMatchObject({ type: 'BUSINESS_RULE_TASK', state: 'COMPLETED' });
});

example('business-rule.missing-decision-incident', async (play) => {
  await play.deploy(calling(play));
  const key = await play.start({ kind: 'shop' });
  const incident = await play.incident(key);
  expect(incident).toMatchObject({ errorType: 'CALLED_DECISION_ERROR', elementId: 'rule' });
  await deployDecision(play, ...rates);
  await play.resolve(incident);
  expect((await play.work('z')).variables).toEqual({ kind: 'shop', rate: 300 });
  expect(await play.state(key)).toBe('COMPLETED');
});

example('script.feel-expression', async (play) => {
  const script = '<zeebe:script expression="=a + b" resultVariable="sum" />';
  const element = `<bpmn:scriptTask id="add"><bpmn:extensionElements>${script}</bpmn:extensionElements></bpmn:scriptTask>`;
  await play.deploy(start() + element + end() + line('add'));
  const key = await play.start({ a: 1, b: 2 });
  expect(await play.state(key)).toBe('COMPLETED');
  expect(await play.variables(key)).toEqual({ a: 1, b: 2, sum: 3 });
});
