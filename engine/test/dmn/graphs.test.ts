import { describe, expect, it } from '@jest/globals';
import { decision, dmn, evaluate, literal, table } from './dmn.js';

describe('decisions that require others', () => {
  const dish = decision(
    'dish',
    table('season, guestCount | dish', '"Winter" ; > 8 | "Stew"\n "Winter" ; <= 8 | "Roast"'),
    {
      requires: ['season', 'guests'],
      inputs: ['temperature'],
    },
  );
  const season = decision(
    'season',
    table('temperature | season', '< 10 | "Winter"\n >= 10 | "Summer"', { prefix: 's_' }),
  );
  const guests = decision('guests', literal('adults + children'), { variable: 'guestCount', type: 'number' });
  const file = dmn(`${dish}${season}${guests}<inputData id="temperature" name="temperature" />`);

  it('see their results by id and by the name of the variable', async () => {
    const { output, decisions } = await evaluate(file, { temperature: 3, adults: 4, children: 5 });
    expect(output).toBe('Stew');
    expect(decisions.map(({ decision: { id }, output: result }) => [id, result])).toEqual([
      ['season', 'Winter'],
      ['guests', 9],
      ['dish', 'Stew'],
    ]);
    expect(
      (
        await evaluate(
          dmn(decision('a', literal('b'), { requires: ['b'] }) + decision('b', literal('1'), { variable: 'c' })),
        )
      ).output,
    ).toBe(1);
  });

  it('pass FEEL values on: a date stays a date, a context a context', async () => {
    const file2 = dmn(
      decision('late', literal('due.on < date("2026-03-01")'), { requires: ['due'] }) +
        decision('due', literal('{on: date("2026-02-01") + duration("P7D")}')),
    );
    expect((await evaluate(file2)).output).toBe(true);
  });

  it('do not see what only others require', async () => {
    const chain = dmn(
      decision('a', literal('c'), { requires: ['b'] }) +
        decision('b', literal('c'), { requires: ['c'] }) +
        decision('c', literal('7')),
    );
    expect((await evaluate(chain)).output).toBeNull();
    expect((await evaluate(chain, {}, 'b')).output).toBe(7);
  });

  it('evaluate one that several require only once', async () => {
    const diamond = dmn(
      decision('top', literal('left + right'), { requires: ['left', 'right'] }) +
        decision('left', literal('base + 1'), { requires: ['base'] }) +
        decision('right', literal('base + 2'), { requires: ['base'] }) +
        decision('base', literal('10')),
    );
    const { output, decisions } = await evaluate(diamond);
    expect([output, decisions.map((one) => one.decision.id)]).toEqual([23, ['base', 'left', 'right', 'top']]);
  });

  it('fail with the one that failed', async () => {
    const failing = dmn(
      decision('top', literal('1'), { requires: ['broken'] }) + decision('broken', table('true | x', '- | 1\n - | 2')),
    );
    const { failure, decisions } = await evaluate(failing);
    expect(failure).toMatch(/^Expected to evaluate decision 'top', but multiple values/);
    expect(decisions.map((one) => one.decision.id)).toEqual(['broken']);
  });

  it('fail by themselves where what they give, or see, is too large to be told', async () => {
    const deep = 'for i in 1..400 return if i = 1 then [] else [partial[-1]]';
    const file = dmn(decision('fine', literal('1')) + decision('d', literal(deep), { requires: ['fine'] }));
    const { failure, decisions } = await evaluate(file, {}, 'd');
    expect(failure).toMatch(/^Expected to evaluate decision 'd', but /);
    expect(decisions.map((one) => [one.decision.id, one.output])).toEqual([
      ['fine', 1],
      ['d', null],
    ]);
    const seen = await evaluate(dmn(decision('d', table(`${deep} | x`, '- | 1'))));
    expect(seen.failure).toMatch(/^Expected to evaluate decision 'd', but /);
  });

  it('may stand in long chains', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) =>
      decision(
        `d${String(at)}`,
        literal(at === 2_999 ? '1' : `d${String(at + 1)}`),
        at === 2_999 ? {} : { requires: [`d${String(at + 1)}`] },
      ),
    );
    expect((await evaluate(dmn(many.join('')))).output).toBe(1);
  });
});

describe('the type of a decision', () => {
  it.each([
    ['string', '"a"'],
    ['number', '1'],
    ['boolean', 'true'],
    ['date', 'date("2026-03-01")'],
    ['dateTime', 'date and time("2026-03-01T08:00:00Z")'],
    ['dayTimeDuration', 'duration("P1D")'],
    ['yearMonthDuration', 'duration("P1Y")'],
    ['feel:string', '"a"'],
    ['Any', '1'],
    ['string', 'null'],
  ])('%s takes %s', async (type, text) => {
    expect((await evaluate(dmn(decision('d', literal(text), { type })))).failure).toBeNull();
  });

  it('that does not fit is a failure', async () => {
    const { failure, output } = await evaluate(dmn(decision('d', literal('1'), { type: 'string' })));
    expect([failure, output]).toEqual(["Expected to evaluate decision 'd', but expected 'string' but found '1'", null]);
  });
});

describe('boxed expressions', () => {
  const entry = (name: string, logic: string): string =>
    `<contextEntry><variable name="${name}" />${logic}</contextEntry>`;

  it('context: each entry sees those before it', async () => {
    const file = dmn(decision('d', `<context>${entry('a', literal('x'))}${entry('b', literal('a + 1'))}</context>`));
    expect((await evaluate(file, { x: 1 })).output).toEqual({ a: 1, b: 2 });
  });

  it('context with a result: only that counts', async () => {
    const file = dmn(
      decision('d', `<context>${entry('a', literal('2'))}<contextEntry>${literal('a * 10')}</contextEntry></context>`),
    );
    expect((await evaluate(file)).output).toBe(20);
  });

  it('function definition inside a context', async () => {
    const twice = `<functionDefinition><formalParameter name="n" typeRef="number" />${literal('n * factor')}</functionDefinition>`;
    const file = dmn(
      decision(
        'd',
        `<context>${entry('twice', twice)}<contextEntry>${literal('[twice(4), twice("x")]')}</contextEntry></context>`,
      ),
    );
    expect((await evaluate(file, { factor: 2 })).output).toEqual([8, null]);
  });

  it('list and relation', async () => {
    expect(
      (await evaluate(dmn(decision('d', `<list>${literal('1')}${literal('a')}</list>`)), { a: 2 })).output,
    ).toEqual([1, 2]);
    const relation = `<relation><column name="n" /><column name="m" /><row>${literal('1')}${literal('a')}</row></relation>`;
    expect((await evaluate(dmn(decision('d', relation)), { a: 2 })).output).toEqual([{ n: 1, m: 2 }]);
  });

  it('business knowledge model: a function of its name, that calls others', async () => {
    const file = dmn(
      decision('d', literal('fee(amount)'), { knows: ['fee_id'] }) +
        `<businessKnowledgeModel id="fee_id" name="fee"><encapsulatedLogic><formalParameter name="a" typeRef="number" />${literal('rate() * a')}</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#rate_id" /></knowledgeRequirement></businessKnowledgeModel>` +
        `<businessKnowledgeModel id="rate_id" name="rate"><encapsulatedLogic>${literal('0.5')}</encapsulatedLogic></businessKnowledgeModel>`,
    );
    expect((await evaluate(file, { amount: 8 })).output).toBe(4);
    expect((await evaluate(file, { amount: 'x' })).output).toBeNull();
  });

  it('invocation binds the parameters of a business knowledge model', async () => {
    const model = `<businessKnowledgeModel id="b" name="grade"><encapsulatedLogic><formalParameter name="points" typeRef="number" />${table('points | grade', '> 50 | "pass"\n <= 50 | "fail"')}</encapsulatedLogic></businessKnowledgeModel>`;
    const invocation = (binding: string) =>
      dmn(
        decision(
          'd',
          `<invocation>${literal('grade')}<binding><parameter name="${binding}" />${literal('score')}</binding></invocation>`,
          { knows: ['b'] },
        ) + model,
      );
    expect((await evaluate(invocation('points'), { score: 51 })).output).toBe('pass');
    expect((await evaluate(invocation('points'), { score: '50' })).failure).toMatch(
      /expected 'number' but found '"50"'$/,
    );
    expect((await evaluate(invocation('pints'), { score: 50 })).failure).toMatch(
      /no parameter found with name 'points'$/,
    );
  });
});
