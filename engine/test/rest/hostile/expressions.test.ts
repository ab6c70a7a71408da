import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram } from '../diagrams.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({ 'good.bpmn': diagram('good', '<bpmn:startEvent id="S" />') });
});
afterAll(() => server.stop());

const chain = (count: number, first: string, next: (at: number) => string): string =>
  `{a0: ${first}, ${Array.from({ length: count }, (_, at) => `a${String(at + 1)}: ${next(at)}`).join(', ')}}.a${String(count)}`;

const STEPS = /needs more than the [\d,]+ steps/;

/** Nothing of it is more than a request may have; working it out would take years, or all the memory there is. */
const ATTACKS: readonly (readonly [what: string, expression: string, reason: RegExp])[] = [
  ['brackets in brackets', `${'('.repeat(49_000)}1${')'.repeat(49_000)}`, /more than 200 levels/],
  ['lists in lists', '['.repeat(99_000), /more than 200 levels/],
  ['a text that is too long', `"${'x'.repeat(100_000)}"`, /more than 100,000 characters/],
  ['loops in loops', 'for i in 1..10000, j in 1..10000, k in 1..10000 return i', STEPS],
  ['a list that doubles', chain(60, '[1]', (at) => `concatenate(a${String(at)}, a${String(at)})`), STEPS],
  [
    'a text that doubles',
    chain(60, '"ab"', (at) => `a${String(at)} + a${String(at)}`),
    /more than 4,194,304 characters/,
  ],
  ['a pattern that tries everything', `matches("${'a'.repeat(60)}!", "^(a+)+$")`, STEPS],
  [
    'functions that call one another',
    chain(2_000, 'function(x) x', (at) => `function(x) a${String(at)}(x)`).replace(/\}\.a2000$/, ', r: a2000(1)}.r'),
    /call one another too deeply/,
  ],
];

async function serves(): Promise<void> {
  const reply = await server.send('POST', '/v2/process-instances', { processDefinitionId: 'good' });
  expect(reply.status).toBe(200);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** An exclusive gateway that asks the expression which way to go. */
const asking = (expression: string): string =>
  diagram(
    'asks',
    `<bpmn:startEvent id="S" /><bpmn:exclusiveGateway id="G" default="f3" /><bpmn:endEvent id="E" />
    <bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="G" />
    <bpmn:sequenceFlow id="f2" sourceRef="G" targetRef="E"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${escaped(expression)}</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="G" targetRef="E" />`,
  );

describe('an expression that wants to stall the engine', () => {
  it.each(ATTACKS)('is refused when a request asks for its value: %s', async (_what, expression, reason) => {
    const reply = await server.send('POST', '/v2/expression/evaluation', { expression: `=${expression}` });
    expect([reply.status, reply.json['detail']]).toEqual([400, expect.stringMatching(reason)]);
    await serves();
  });

  it('is refused when its variables call for it', async () => {
    const variables = { list: Array.from({ length: 100_000 }, (_, at) => at) };
    const expression = '=count(list[count(list[item > 1]) > item])';
    const reply = await server.send('POST', '/v2/expression/evaluation', { expression, variables });
    expect([reply.status, reply.json['detail']]).toEqual([400, expect.stringMatching(STEPS)]);
  });

  it.each(ATTACKS)(
    'is refused or stops its own instance as the condition of a flow: %s',
    async (_what, expression, reason) => {
      const file = new File([asking(expression)], 'asks.bpmn');
      const refusal: unknown = await server.client
        .createDeployment({ resources: [file] })
        .catch((error: unknown) => error);
      if (refusal instanceof Error) {
        expect(refusal).toMatchObject({ status: 400, detail: expect.stringMatching(reason) });
      } else {
        const created = await server.send('POST', '/v2/process-instances', { processDefinitionId: 'asks' });
        expect(created.status).toBe(200);
        const filter = { processInstanceKey: created.json['processInstanceKey'] };
        const found = await server.send('POST', '/v2/incidents/search', { filter });
        expect(found.json['items']).toEqual([
          expect.objectContaining({ elementId: 'G', errorMessage: expect.stringMatching(reason) }),
        ]);
        const key = String(created.json['processInstanceKey']);
        expect((await server.send('POST', `/v2/process-instances/${key}/cancellation`)).status).toBe(204);
      }
      await serves();
    },
  );
});
