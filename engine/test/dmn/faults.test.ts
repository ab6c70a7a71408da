import { describe, expect, it } from '@jest/globals';
import { readDeployedGraph, readGraph } from '../../dmn/index.js';
import { decision, dmn, literal, table } from './dmn.js';

async function faultsOf(xml: string): Promise<string> {
  try {
    await readGraph(xml);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a DMN file is refused with the place of the fault', () => {
  it.each([
    ['no XML', '<definitions', /^Expected a DMN 1\.3 document/],
    [
      'another version',
      dmn('').replace('20191111', '20151101'),
      /^Expected a DMN 1\.3 document .*unparsable content <definitions>/,
    ],
    ['an unknown element', dmn('<bogus />'), /unparsable content <bogus>/],
    ['no id of the graph', dmn('', ''), /Definitions: Expected an id/],
    ['a decision without id', dmn(`<decision name="x">${literal('1')}</decision>`), /Decision '': Expected an id/],
    ['a decision without name', dmn(`<decision id="x">${literal('1')}</decision>`), /Decision 'x': Expected a name/],
    ['two decisions of one id', dmn(decision('x', literal('1')) + decision('x', literal('1'))), /duplicate ID <x>/],
    ['no logic', dmn(decision('x', '')), /Decision 'x': Expected decision logic/],
    [
      'a requirement that is missing',
      dmn(decision('x', literal('1'), { requires: ['y'] })),
      /Decision 'x': Requires 'y', which is not in the file/,
    ],
    [
      'hit policy PRIORITY',
      dmn(decision('x', table('a | b', '1 | 2', { policy: 'PRIORITY' }))),
      /Decision 'x': Hit policy 'PRIORITY' is not supported/,
    ],
    [
      'hit policy OUTPUT ORDER',
      dmn(decision('x', table('a | b', '1 | 2', { policy: 'OUTPUT ORDER' }))),
      /Hit policy 'OUTPUT ORDER' is not supported/,
    ],
    [
      'an unknown aggregator',
      dmn(decision('x', table('a | b', '1 | 2', { policy: 'COLLECT', aggregation: 'AVG' }))),
      /Aggregator 'AVG' is not supported/,
    ],
    [
      'an aggregator over two outputs',
      dmn(decision('x', table('a | b, c', '1 | 2 ; 3', { policy: 'COLLECT', aggregation: 'SUM' }))),
      /'COLLECT' with aggregator is not defined for compound output/,
    ],
    [
      'a condition that is no FEEL',
      dmn(decision('x', table('a, b | c', '1 ; 2 | 3\n 1 ; > | 3'))),
      /Decision 'x', rule 2 \('rule2'\), input 2 \('B'\): failed to parse expression '>'/,
    ],
    [
      'a conclusion that is no FEEL',
      dmn(decision('x', table('a | c', '1 | 3 +'))),
      /Decision 'x', rule 1 \('rule1'\), output 1 \('c'\): failed to parse/,
    ],
    [
      'an empty conclusion',
      dmn(decision('x', table('a | c', '1 | ""').replace('&quot;&quot;', ''))),
      /rule 1 \('rule1'\), output 1 \('c'\): The expression must not be empty/,
    ],
    [
      'an input that is no FEEL',
      dmn(decision('x', table('a b | c', '1 | 3'))),
      /Decision 'x', input 1 \('A B'\): failed to parse/,
    ],
    [
      'a default that is no FEEL',
      dmn(decision('x', table('a | c', '1 | 3', { defaults: ['('] }))),
      /Decision 'x', default output 'c': failed to parse/,
    ],
    [
      'an expression as in BPMN',
      dmn(decision('x', literal('= 1'))),
      /Decision 'x': Expected an expression without '='/,
    ],
    [
      'another expression language',
      dmn(decision('x', '<literalExpression expressionLanguage="javascript"><text>1</text></literalExpression>')),
      /Decision 'x': Expression language 'javascript' is not supported/,
    ],
    [
      'a rule with too few entries',
      dmn(decision('x', table('a, b | c', '1 | 3'))),
      /rule 1 \('rule1'\): Expected 2 input and 1 output entries but found 1 and 1/,
    ],
    [
      'outputs of one name',
      dmn(decision('x', table('a | c, c', '1 | 3 ; 4'))),
      /Expected the names of outputs to be unique but found 'c' twice/,
    ],
    [
      'a table without outputs',
      dmn(decision('x', table('a | ', '1 | '))),
      /Decision 'x': A decision table must have at least one output/,
    ],
    [
      'an unknown model to invoke',
      dmn(decision('x', `<invocation>${literal('f')}</invocation>`)),
      /Expected the name of a business knowledge model to invoke but found 'f'/,
    ],
    [
      'a function in Java',
      dmn(decision('x', `<list><functionDefinition kind="Java">${literal('1')}</functionDefinition></list>`)),
      /Decision 'x': Functions of kind 'Java' are not supported/,
    ],
    [
      'a decision that is a function',
      dmn(decision('x', `<functionDefinition>${literal('1')}</functionDefinition>`)),
      /Decision 'x': Expressions of type 'dmn:FunctionDefinition' are not supported as the logic of a decision/,
    ],
  ])('%s', async (_name, xml, message) => {
    expect(await faultsOf(xml)).toMatch(message);
  });

  it('names every fault, not only the first', async () => {
    const faults = await faultsOf(dmn(decision('x', table('a | c', '> | 3\n 1 | ('))));
    expect(faults.split('\n').filter((line) => line.startsWith('- Decision'))).toHaveLength(2);
  });

  it('refuses a circle of decisions with the way round, and takes a diamond', async () => {
    const circle = dmn(
      decision('a', literal('1'), { requires: ['b'] }) +
        decision('b', literal('1'), { requires: ['c'] }) +
        decision('c', literal('1'), { requires: ['b'] }),
    );
    expect(await faultsOf(circle)).toBe(
      '- Invalid DMN model: Cyclic dependencies between decisions detected. (b -> c -> b)',
    );
    const diamond = dmn(
      decision('a', literal('1'), { requires: ['b', 'c'] }) +
        decision('b', literal('1'), { requires: ['c'] }) +
        decision('c', literal('1')),
    );
    expect(await faultsOf(diamond)).toBe('none');
  });

  it('refuses a circle of business knowledge models, also one by invocation', async () => {
    const model = (id: string, logic: string, requires = '') =>
      `<businessKnowledgeModel id="${id}" name="${id}"><encapsulatedLogic>${logic}</encapsulatedLogic>${requires}</businessKnowledgeModel>`;
    const knows = (id: string) => `<knowledgeRequirement><requiredKnowledge href="#${id}" /></knowledgeRequirement>`;
    expect(
      await faultsOf(dmn(model('f', literal('g()'), knows('g')) + model('g', literal('f()'), knows('f')))),
    ).toMatch(/\(f -> g -> f\)/);
    expect(await faultsOf(dmn(model('f', `<invocation>${literal('f')}</invocation>`)))).toMatch(/\(f -> f\)/);
  });

  it('reads what was deployed before, whatever is wrong with it', async () => {
    const graph = await readDeployedGraph(dmn(decision('x', table('a | b', '1 | 2', { policy: 'PRIORITY' }))));
    expect([...graph.decisions.keys()]).toEqual(['x']);
  });
});
