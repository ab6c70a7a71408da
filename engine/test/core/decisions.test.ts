import { describe, expect, it } from '@jest/globals';
import type { Key } from '../../index.js';
import type { DecisionInstanceRow } from '../../state/rows.js';
import { decision, dmn, literal, table } from '../dmn/dmn.js';
import { diagram, end, flows, start, task } from './diagram.js';
import { Walk } from './walk.js';

const grading = dmn(
  decision('grade', table('points | grade', '>= limit | "pass"\n < limit | "fail"'), {
    requires: ['limit'],
  }) + decision('limit', literal('50')),
);

const ruleTask = (settings: string): string =>
  `<bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision ${settings} /></bpmn:extensionElements></bpmn:businessRuleTask>`;

const ruleProcess = (settings = 'decisionId="grade" resultVariable="result"'): string =>
  diagram('p', start() + ruleTask(settings) + task('after') + end() + flows('s -> rule\nrule -> after\nafter -> e'));

/** How decisions were evaluated, in order. */
const evaluated = (walk: Walk): readonly DecisionInstanceRow[] =>
  walk.events.flatMap((event) => (event.type === 'decision-evaluated' ? event.rows : []));

async function deployedKey(walk: Walk, xml: string, name = 'grading.dmn'): Promise<Key> {
  return (await walk.deploy(xml, name)).decisionRequirements[0]?.decisionRequirementsKey ?? '';
}

describe('deploying a DMN file', () => {
  it('answers with the graph and its decisions, linked by the key', async () => {
    const walk = await Walk.open();
    const { decisions, decisionRequirements } = await walk.deploy(grading, 'grading.dmn');
    expect(decisionRequirements).toMatchObject([
      { decisionRequirementsId: 'graph', name: 'Graph', version: 1, resourceName: 'grading.dmn' },
    ]);
    const link = {
      decisionRequirementsKey: decisionRequirements[0]?.decisionRequirementsKey,
      decisionRequirementsId: 'graph',
    };
    expect(decisions).toMatchObject([
      { decisionDefinitionId: 'grade', name: 'grade', version: 1, ...link },
      { decisionDefinitionId: 'limit', name: 'limit', version: 1, ...link },
    ]);
  });

  it('keeps versions and keys for the very same file, and counts them for another', async () => {
    const walk = await Walk.open();
    const first = await walk.deploy(grading, 'grading.dmn');
    const again = await walk.deploy(grading, 'grading.dmn');
    expect([again.decisions, again.decisionRequirements]).toEqual([first.decisions, first.decisionRequirements]);
    const second = await walk.deploy(grading.replace('50', '60'), 'grading.dmn');
    expect(second.decisions.map(({ version }) => version)).toEqual([2, 2]);
    expect(second.decisionRequirements.map(({ version }) => version)).toEqual([2]);
    expect((await walk.deploy(grading, 'other.dmn')).decisionRequirements[0]?.version).toBe(3);
  });

  it('gives a new version when another file has taken one of its decisions since', async () => {
    const walk = await Walk.open();
    await walk.deploy(grading, 'grading.dmn');
    await walk.deploy(dmn(decision('limit', literal('70')), 'taker'), 'taker.dmn');
    expect((await walk.engine.evaluateDecision({ decisionDefinitionId: 'limit' })).output).toBe(70);
    const again = await walk.deploy(grading, 'grading.dmn');
    expect(again.decisions.map(({ decisionDefinitionId, version }) => [decisionDefinitionId, version])).toEqual([
      ['grade', 2],
      ['limit', 3],
    ]);
    expect((await walk.engine.evaluateDecision({ decisionDefinitionId: 'limit' })).output).toBe(50);
  });

  it('takes all resources or none, and names the file, the decision, the rule and the column', async () => {
    const walk = await Walk.open();
    const resources = [
      { name: 'good.dmn', content: grading },
      { name: 'bad.dmn', content: dmn(decision('bad', table('a | b', '1 | 2\n > | 3')), 'other') },
    ];
    await expect(walk.engine.deploy({ resources })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringMatching(/'bad\.dmn': - Decision 'bad', rule 2 \('rule2'\), input 1 \('A'\)/) as unknown,
    });
    await expect(walk.engine.evaluateDecision({ decisionDefinitionId: 'grade' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });

  it.each([
    [
      'decision ids',
      dmn(decision('limit', literal('1')), 'other'),
      /Expected the decision ids .* duplicated id 'limit'/,
    ],
    ['graph ids', dmn(decision('x', literal('1'))), /Expected the decision requirements ids .* duplicated id 'graph'/],
    ['ids that are too long', dmn(decision('d'.repeat(401), literal('1')), 'long'), /Ids must have at most 400/],
  ])('refuses one deployment with %s twice', async (_what, other, message) => {
    const walk = await Walk.open();
    const resources = [
      { name: 'grading.dmn', content: grading },
      { name: 'other.dmn', content: other },
    ];
    await expect(walk.engine.deploy({ resources })).rejects.toThrow(message);
  });

  it('deletes a file with its decisions: the version before it counts again, and no number is used twice', async () => {
    const walk = await Walk.open();
    await walk.deploy(grading, 'grading.dmn');
    const second = await deployedKey(walk, grading.replace('50', '60'));
    const evaluate = async () => (await walk.engine.evaluateDecision({ decisionDefinitionId: 'limit' })).output;
    expect(await evaluate()).toBe(60);
    await walk.engine.deleteResource({ resourceKey: second });
    expect(await evaluate()).toBe(50);
    await expect(walk.engine.deleteResource({ resourceKey: second })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect((await walk.deploy(grading.replace('50', '60'), 'grading.dmn')).decisions[0]?.version).toBe(3);
  });
});

describe('evaluating a decision', () => {
  it('answers with the result and how it came about, and keeps both', async () => {
    const walk = await Walk.open();
    const { decisions } = await walk.deploy(grading, 'grading.dmn');
    const reply = await walk.engine.evaluateDecision({ decisionDefinitionId: 'grade', variables: { points: 51 } });
    expect(reply).toMatchObject({
      decisionDefinitionId: 'grade',
      decisionDefinitionVersion: 1,
      decisionRequirementsId: 'graph',
      output: 'pass',
      failureMessage: null,
      failedDecisionDefinitionId: null,
      evaluatedDecisions: [
        { decisionDefinitionId: 'limit', decisionDefinitionType: 'LITERAL_EXPRESSION', output: 50, matchedRules: [] },
        {
          decisionDefinitionId: 'grade',
          decisionDefinitionKey: decisions[0]?.decisionDefinitionKey,
          decisionDefinitionType: 'DECISION_TABLE',
          decisionEvaluationInstanceKey: `${reply.decisionEvaluationKey}-2`,
          evaluatedInputs: [{ inputName: 'POINTS', inputValue: 51 }],
          matchedRules: [{ ruleIndex: 1 }],
        },
      ],
    });
    expect(evaluated(walk)).toMatchObject([
      {
        decisionDefinitionId: 'limit',
        rootDecisionDefinitionKey: reply.decisionDefinitionKey,
        processInstanceKey: null,
      },
      { decisionDefinitionId: 'grade', state: 'EVALUATED', result: 'pass' },
    ]);
  });

  it('by key takes exactly that version', async () => {
    const walk = await Walk.open();
    const { decisions } = await walk.deploy(grading, 'grading.dmn');
    await walk.deploy(grading.replace('50', '60'), 'grading.dmn');
    const decisionDefinitionKey = decisions[1]?.decisionDefinitionKey;
    expect((await walk.engine.evaluateDecision({ decisionDefinitionKey })).output).toBe(50);
  });

  it('that fails is a reply, too, and is kept as failed', async () => {
    const walk = await Walk.open();
    await walk.deploy(
      dmn(
        decision('top', literal('both'), { requires: ['both', 'fine'] }) +
          decision('both', table('true | x', '- | 1\n - | 2')) +
          decision('fine', literal('1')),
      ),
      'failing.dmn',
    );
    const reply = await walk.engine.evaluateDecision({ decisionDefinitionId: 'top' });
    expect(reply).toMatchObject({
      output: null,
      failedDecisionDefinitionId: 'both',
      failureMessage: expect.stringMatching(/^Expected to evaluate decision 'top', but multiple values/) as unknown,
    });
    expect(
      evaluated(walk).map(({ decisionDefinitionId: id, state, evaluationFailure }) => [id, state, evaluationFailure]),
    ).toEqual([['both', 'FAILED', reply.failureMessage]]);
  });

  it('is refused where there is none of that id or key', async () => {
    const walk = await Walk.open();
    await expect(walk.engine.evaluateDecision({ decisionDefinitionId: 'none' })).rejects.toThrow(
      "Command 'EVALUATE' rejected with code 'NOT_FOUND': Expected to evaluate decision 'none', but no decision found for id 'none'",
    );
    await expect(walk.engine.evaluateDecision({ decisionDefinitionKey: '77' })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
    await expect(walk.engine.evaluateDecision({})).rejects.toMatchObject({ type: 'INVALID_ARGUMENT' });
  });
});

describe('a business rule task with a called decision', () => {
  it('puts the result into its variable and goes on', async () => {
    const walk = await Walk.open(ruleProcess());
    await walk.deploy(grading, 'grading.dmn');
    const instance = await walk.create('p', { points: 70 });
    expect(walk.root(instance)).toMatchObject({ result: 'pass' });
    expect(evaluated(walk)).toMatchObject([
      {},
      { processInstanceKey: instance, processDefinitionId: 'p', result: 'pass' },
    ]);
    await walk.complete('after');
    expect(walk.isActive(instance)).toBe(false);
  });

  it('sees the inputs of the task, and its outputs see the result', async () => {
    const mapped = diagram(
      'p',
      start() +
        ruleTask('decisionId="grade" resultVariable="result"').replace(
          '</bpmn:extensionElements>',
          '<zeebe:ioMapping><zeebe:input source="=score" target="points" /><zeebe:output source="={value: result}" target="graded" /></zeebe:ioMapping></bpmn:extensionElements>',
        ) +
        end() +
        flows('s -> rule\nrule -> e'),
    );
    const walk = await Walk.open(mapped);
    await walk.deploy(grading, 'grading.dmn');
    expect(walk.root(await walk.create('p', { score: 2 }))).toEqual({ score: 2, graded: { value: 'fail' } });
  });

  it('takes the id from an expression', async () => {
    const walk = await Walk.open(ruleProcess('decisionId="=which" resultVariable="result"'));
    await walk.deploy(grading, 'grading.dmn');
    expect(walk.root(await walk.create('p', { which: 'limit' }))).toMatchObject({ result: 50 });
    await walk.create('p', { which: 7 });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR' }]);
  });

  it('binds the latest version, the one deployed with it, or the newest of a version tag', async () => {
    const bound = (binding: string) => ruleProcess(`decisionId="limit" resultVariable="result" ${binding}`);
    const tagged = (value: string, tag: string) => dmn(decision('limit', literal(value), { tag }));
    const walk = await Walk.open();
    const diagrams = ['latest', 'deployment', 'versionTag" versionTag="stable'].map((binding, at) => ({
      name: `p${String(at)}.bpmn`,
      content: bound(`bindingType="${binding}"`).replace('id="p" name="p"', `id="p${String(at)}" name="p"`),
    }));
    await walk.engine.deploy({ resources: [...diagrams, { name: 'limit.dmn', content: tagged('1', 'old') }] });
    await walk.deploy(tagged('2', 'stable'), 'limit.dmn');
    await walk.deploy(tagged('3', 'stable'), 'limit.dmn');
    await walk.deploy(tagged('4', 'newest'), 'limit.dmn');
    const results: unknown[] = [];
    for (const id of ['p0', 'p1', 'p2']) results.push(walk.root(await walk.create(id))['result']);
    expect(results).toEqual([4, 1, 3]);
  });

  it('without the decision stops with an incident, which deploying it and resolving solves', async () => {
    const walk = await Walk.open(ruleProcess());
    const instance = await walk.create('p', { points: 70 });
    expect(walk.incidents).toMatchObject([
      {
        errorType: 'CALLED_DECISION_ERROR',
        errorMessage: "Expected to evaluate decision 'grade', but no decision found for id 'grade'",
        elementId: 'rule',
        processInstanceKey: instance,
      },
    ]);
    await walk.deploy(grading, 'grading.dmn');
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect([walk.incidents, walk.root(instance)]).toMatchObject([[], { result: 'pass' }]);
  });

  it('whose decision fails stops with an incident; the failed evaluation is kept, and a better version solves it', async () => {
    const walk = await Walk.open(ruleProcess());
    await walk.deploy(dmn(decision('grade', table('points | grade', '> 1 | "a"\n > 2 | "b"'))), 'grading.dmn');
    const instance = await walk.create('p', { points: 70 });
    expect(walk.incidents).toMatchObject([
      { errorType: 'DECISION_EVALUATION_ERROR', errorMessage: expect.stringContaining('UNIQUE') as unknown },
    ]);
    expect(evaluated(walk)).toMatchObject([{ state: 'FAILED', processInstanceKey: instance }]);
    expect(walk.root(instance)).toEqual({ points: 70 });
    await walk.deploy(grading, 'grading.dmn');
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect([walk.incidents, walk.root(instance)]).toMatchObject([[], { result: 'pass' }]);
    expect(evaluated(walk).map(({ state }) => state)).toEqual(['FAILED', 'EVALUATED', 'EVALUATED']);
  });

  it.each([
    [
      'neither a decision nor a job',
      '<bpmn:businessRuleTask id="rule" />',
      /Must have either one 'zeebe:calledDecision' or one/,
    ],
    [
      'both',
      ruleTask('decisionId="a" resultVariable="b"').replace(
        '</bpmn:ext',
        '<zeebe:taskDefinition type="x" /></bpmn:ext',
      ),
      /Must have either one 'zeebe:calledDecision' or one/,
    ],
    [
      'no decision id',
      ruleTask('resultVariable="b"'),
      /Attribute 'decisionId' of 'zeebe:calledDecision' must be present/,
    ],
    ['no result variable', ruleTask('decisionId="b"'), /Attribute 'resultVariable' of 'zeebe:calledDecision' must be/],
    [
      'an unknown binding',
      ruleTask('decisionId="a" resultVariable="b" bindingType="x"'),
      /'bindingType' must be one of/,
    ],
  ])('is refused with %s', async (_what, element, message) => {
    const walk = await Walk.open();
    const xml = diagram('p', start() + element + end() + flows('s -> rule\nrule -> e'));
    await expect(walk.deploy(xml)).rejects.toThrow(message);
  });
});
