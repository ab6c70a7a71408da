import { describe, expect, it } from '@jest/globals';
import { evaluateDecision, readGraph } from '../../dmn/index.js';
import { decision, dmn, evaluate, table, tableOutput } from './dmn.js';

const seasons = (settings = {}) =>
  table(
    'season, guests | dish',
    `"Fall"   ; <= 8     | "Spareribs"
     "Winter" ; <= 8     | "Roastbeef"
     "Spring" ; [5..8]   | "Steak"
     -        ; > 8      | "Stew"`,
    settings,
  );

const bonus = (policy: string, aggregation?: string) =>
  table('years | bonus', '> 1 | 100\n > 2 | 200\n > 3 | 300\n > 5 | 500', {
    policy,
    ...(aggregation === undefined ? {} : { aggregation }),
  });

describe('a table with hit policy UNIQUE, which is the default', () => {
  it('gives the output of the only rule that matches', async () => {
    expect(await tableOutput(seasons(), { season: 'Winter', guests: 8 })).toBe('Roastbeef');
    expect(await tableOutput(seasons(), { season: 'Spring', guests: 20 })).toBe('Stew');
  });

  it('gives null when none matches, also where a variable is missing', async () => {
    expect(await tableOutput(seasons(), { season: 'Summer', guests: 3 })).toBeNull();
    expect(await tableOutput(seasons(), {})).toBeNull();
  });

  it('gives the default when none matches', async () => {
    const withDefault = seasons({ defaults: ['"Instant soup"'] });
    expect(await tableOutput(withDefault, { season: 'Summer', guests: 3 })).toBe('Instant soup');
  });

  it('fails when two rules match', async () => {
    expect(await tableOutput(bonus('UNIQUE'), { years: 2.5 })).toBe(
      "Expected to evaluate decision 'd', but multiple values aren't allowed for UNIQUE hit policy. " +
        "found: 'List(Map(bonus -> 100), Map(bonus -> 200))'",
    );
  });
});

describe('other hit policies', () => {
  it('FIRST takes the first rule that matches', async () => {
    expect(await tableOutput(bonus('FIRST'), { years: 9 })).toBe(100);
  });

  it('ANY wants the same output of all, and fails otherwise', async () => {
    const leave = (last: string) =>
      table('days, probation | result', `0 ; - | "refused"\n - ; true | "refused"\n > 0 ; false | ${last}`, {
        policy: 'ANY',
      });
    expect(await tableOutput(leave('"applied"'), { days: 0, probation: true })).toBe('refused');
    const either = table('days | result', '> 0 | "applied"\n > 1 | "refused"', { policy: 'ANY' });
    expect(await tableOutput(either, { days: 2 })).toMatch(
      /different values aren't allowed for ANY hit policy\. found: 'List\(Map\(result -> "applied"\)/,
    );
  });

  it('RULE ORDER and COLLECT list all outputs in the order of the table; nothing matched is null', async () => {
    expect(await tableOutput(bonus('RULE ORDER'), { years: 3.5 })).toEqual([100, 200, 300]);
    expect(await tableOutput(bonus('COLLECT'), { years: 1.5 })).toEqual([100]);
    expect(await tableOutput(bonus('COLLECT'), { years: 0 })).toBeNull();
    expect(await tableOutput(bonus('RULE ORDER'), { years: 0 })).toBeNull();
  });

  it.each([
    ['SUM', 600],
    ['MIN', 100],
    ['MAX', 300],
    ['COUNT', 3],
  ])('COLLECT with %s', async (aggregation, result) => {
    expect(await tableOutput(bonus('COLLECT', aggregation), { years: 3.5 })).toBe(result);
    expect(await tableOutput(bonus('COLLECT', aggregation), { years: 0 })).toBeNull();
  });

  it('sums exactly', async () => {
    const prices = table('- | price'.replace('-', 'true'), '- | 0.1\n - | 0.2', {
      policy: 'COLLECT',
      aggregation: 'SUM',
    });
    expect(await tableOutput(prices, {})).toBe(0.3);
  });

  it('an aggregator wants numbers', async () => {
    const texts = table('true | x', '- | 1\n - | "two"', { policy: 'COLLECT', aggregation: 'SUM' });
    expect(await tableOutput(texts, {})).toMatch(/but expected number but found '"two"'$/);
  });
});

describe('several outputs', () => {
  const offer = (policy: string, defaults: readonly string[] = []) =>
    table(
      'customer | discount, shipping',
      '"Business" | 0.1 ; "Air"\n "Private" | 0.05 ; "Ground"\n "Business" | 0.2 ; "Sea"',
      {
        policy,
        defaults,
      },
    );

  it('are a context', async () => {
    expect(await tableOutput(offer('FIRST'), { customer: 'Business' })).toEqual({ discount: 0.1, shipping: 'Air' });
    expect(await tableOutput(offer('COLLECT'), { customer: 'Business' })).toEqual([
      { discount: 0.1, shipping: 'Air' },
      { discount: 0.2, shipping: 'Sea' },
    ]);
  });

  it('have their defaults together', async () => {
    expect(await tableOutput(offer('FIRST', ['0', '"Ground"']), {})).toEqual({ discount: 0, shipping: 'Ground' });
    expect(await tableOutput(offer('FIRST', ['0']), {})).toBe(0);
  });
});

describe('what the cells may say', () => {
  it('an empty cell and - take anything, also null', async () => {
    const both = table('a, b | x', '- ; | "yes"');
    expect(await tableOutput(both.replace('| "yes"', '|'), { a: null })).toBe('yes');
  });

  it('outputs are expressions over the variables', async () => {
    expect(await tableOutput(table('a | x', '> 1 | a * 2 + b'), { a: 2, b: 1 })).toBe(5);
  });

  it('conditions see ? and all variables', async () => {
    const cells = table('mail, age | ok', 'ends with(?, "@example.org") ; ? > limit and ? < 2 * limit | true');
    expect(await tableOutput(cells, { mail: 'a@example.org', age: 15, limit: 10 })).toBe(true);
    expect(await tableOutput(cells, { mail: 'a@example.org', age: 25, limit: 10 })).toBeNull();
  });

  it('compares dates as dates', async () => {
    const due = table('date(signed) | result', '< date("2026-03-01") | "early"\n >= date("2026-03-01") | "late"');
    expect(await tableOutput(due, { signed: '2026-02-28' })).toBe('early');
    expect(await tableOutput(due, { signed: '2026-03-01' })).toBe('late');
  });

  it('writes dates as ISO text when they leave', async () => {
    expect(await tableOutput(table('a | x', '- | date("2026-03-01")'), {})).toBe('2026-03-01');
  });
});

describe('a table of a thousand rules', () => {
  it('is parsed when it is read, not when it is evaluated', async () => {
    const rules = Array.from(
      { length: 1_000 },
      (_, at) => `"k${String(at % 10)}" ; [${String(at)}..${String(at + 1)}) | ${String(at)}`,
    );
    const file = dmn(decision('d', table('kind, amount | row', rules.join('\n'))));
    const begun = performance.now();
    const graph = await readGraph(file);
    const reading = performance.now() - begun;
    const found = graph.decisions.get('d');
    if (found === undefined) throw new Error('no decision');
    const evaluateIt = () => evaluateDecision(found, { kind: 'k7', amount: 997.5 }, 0);
    expect(evaluateIt().output).toBe(997);
    const evaluations = performance.now();
    for (let n = 0; n < 10; n += 1) evaluateIt();
    expect(performance.now() - evaluations).toBeLessThan(reading);
  });
});

describe('the report of an evaluation', () => {
  it('names inputs, matched rules and their outputs', async () => {
    const { decisions } = await evaluate(dmn(decision('bonus', bonus('COLLECT'))), { years: 2.5 });
    expect(decisions).toMatchObject([
      {
        decision: { id: 'bonus' },
        output: [100, 200],
        evaluatedInputs: [{ inputId: 'in1', inputName: 'YEARS', inputValue: 2.5 }],
        matchedRules: [
          {
            ruleId: 'rule1',
            ruleIndex: 1,
            evaluatedOutputs: [{ outputId: 'out1', outputName: 'bonus', outputValue: 100 }],
          },
          {
            ruleId: 'rule2',
            ruleIndex: 2,
            evaluatedOutputs: [{ outputId: 'out1', outputName: 'bonus', outputValue: 200 }],
          },
        ],
      },
    ]);
  });

  it('of a table that fails says what it has seen until then', async () => {
    const { output, failure, decisions } = await evaluate(dmn(decision('bonus', bonus('UNIQUE'))), { years: 2.5 });
    expect([output, failure]).toEqual([null, expect.stringContaining('UNIQUE')]);
    expect(decisions).toMatchObject([
      { output: null, evaluatedInputs: [{ inputValue: 2.5 }], matchedRules: [{ ruleIndex: 1 }, { ruleIndex: 2 }] },
    ]);
  });
});
