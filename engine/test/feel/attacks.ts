/** An expression that wants to stop or to stall whoever works it out, and what becomes of it. */
export interface Attack {
  readonly name: string;
  readonly expression: string;
  /** `refused`: it is no expression; `fails`: its evaluation does; `null`: it has no value. */
  readonly outcome: 'refused' | 'fails' | 'null';
  readonly reason: RegExp;
}

const chain = (count: number, first: string, next: (at: number) => string): string =>
  `{a0: ${first}, ${Array.from({ length: count }, (_, at) => `a${at + 1}: ${next(at)}`).join(', ')}}.a${count}`;

/** Its tree has few nodes, but written out it has 2^60 members. */
const bush = chain(60, '[1]', (at) => `[a${at}, a${at}]`);
const LEVELS = /more than 200 levels/;
const STEPS = /needs more than the [\d,]+ steps/;
const LENGTH = /more than 100,000 characters/;
const TEXT = /more than 4,194,304 characters/;

const refused: readonly (readonly [name: string, expression: string, reason: RegExp])[] = [
  ['brackets', `${'('.repeat(40_000)}1${')'.repeat(40_000)}`, LEVELS],
  ['brackets that stay open', '('.repeat(99_999), LEVELS],
  ['lists', `${'['.repeat(40_000)}${']'.repeat(40_000)}`, LEVELS],
  ['contexts', `${'{a:'.repeat(20_000)}1${'}'.repeat(20_000)}`, LEVELS],
  ['conditions', `${'if a then '.repeat(5_000)}1${' else 1'.repeat(5_000)}`, LEVELS],
  ['functions', `${'function(x) '.repeat(8_000)}1`, LEVELS],
  ['calls', `${'not('.repeat(15_000)}1${')'.repeat(15_000)}`, LEVELS],
  ['filters', `a${'[1]'.repeat(30_000)}`, LEVELS],
  ['ranges', `${'[('.repeat(20_000)}1..2`, LEVELS],
  ['a long text', `"${'x'.repeat(200_000)}"`, LENGTH],
  ['a long sum', `1${'+1'.repeat(60_000)}`, LENGTH],
  ['comments that stay open', '/*'.repeat(49_000), /unexpected input/],
  ['a text that stays open', `"${'\\'.repeat(99_990)}`, /unexpected input/],
  ['a number of many digits', '9'.repeat(99_990), /unexpected input/],
];

const failing: readonly (readonly [name: string, expression: string, reason: RegExp])[] = [
  ['a huge range', 'for i in 1..1000000000 return i', STEPS],
  ['a range beyond all numbers', 'for i in 1..10**300 return i', STEPS],
  ['ranges of ranges', 'for i in 1..1000, j in 1..1000, k in 1..1000 return i', STEPS],
  ['a test of everything', 'some i in 1..100000, j in 1..100000 satisfies false', STEPS],
  ['a long body', `for i in 1..900000 return 1${'+1'.repeat(49_000)}`, STEPS],
  [
    'calls that double',
    chain(60, 'function(x) x', (at) => `function(x) a${at}(x) + a${at}(x)`).replace(/\}\.a60$/, ', r: a60(1)}.r'),
    STEPS,
  ],
  [
    'calls of calls',
    chain(2_000, 'function(x) x', (at) => `function(x) a${at}(x)`).replace(/\}\.a2000$/, ', r: a2000(1)}.r'),
    /call one another too deeply/,
  ],
  ['a list that doubles', chain(60, '[1]', (at) => `concatenate(a${at}, a${at})`), STEPS],
  ['a bush', bush, STEPS],
  ['the text of a bush', `string(${bush})`, STEPS],
  ['the JSON of a bush', `to json(${bush})`, STEPS],
  ['a bush, flattened', `flatten(${bush})`, STEPS],
  ['a bush compared with itself', `[${bush}][item = item]`, STEPS],
  ['a text that doubles', chain(60, '"abcdefgh"', (at) => `a${at} + a${at}`), TEXT],
  ['a long text many times', `{a: "${'x'.repeat(50_000)}", b: for i in 1..10000 return a}`, TEXT],
  ['many texts joined', 'string join(for i in 1..200000 return "abcdefghijklmnopqrstuvwxyz")', TEXT],
  ['a deep list', '(for i in 1..1000 return [partial[-1]])[-1]', LEVELS],
  ['the members of a deep list', '(for i in 1..1000 return [partial[-1]])[-1].a', LEVELS],
  ['JSON of many levels', `from json("${'['.repeat(40_000)}${']'.repeat(40_000)}")`, LEVELS],
  ['a path of many levels', '{k: for i in 1..5000 return "k", c: context put({}, k, 1)}.c', LEVELS],
  ['loops in a pattern', `matches("${'a'.repeat(40)}b", "^(a+)+$")`, STEPS],
  ['empty loops in a pattern', `matches("${'a'.repeat(50_000)}", "(a*)*b")`, STEPS],
  ['many loops in a pattern', `replace("${'a'.repeat(60_000)}", "a*a*a*a*a*a*b", "")`, STEPS],
  ['loops in a delimiter', `split("${'x'.repeat(60_000)}", "(x+x+)+y")`, STEPS],
  ['powers', 'for i in 1..100000 return 9.99**9999', STEPS],
  ['numbers of many digits', 'for i in 1..1000000 return 10**399 / 3 + i', STEPS],
  ['dates', 'for i in 1..100000 return date("2026-01-31") + duration("P1D") * i', STEPS],
  [
    'time zones that do not exist',
    'for i in 1..20000 return date and time("2026-01-31T10:00:00@No/Zone" + string(i))',
    STEPS,
  ],
  ['an order that is none', 'sort(for i in 1..300000 return i, function(a, b) true)', STEPS],
  ['different contexts', 'distinct values(for i in 1..5000 return {a: [i]})', STEPS],
  ['copies of a list', '{l: for i in 1..100000 return i, r: for j in 1..100000 return append(l, j)}', STEPS],
];

const without: readonly (readonly [name: string, expression: string, reason: RegExp])[] = [
  ['a function that calls itself', '{f: function(x) f(x), r: f(1)}.r', /No function found with name 'f'/],
  [
    'functions that call each other',
    '{f: function(x) g(x), g: function(x) f(x), r: g(1)}.r',
    /No function found with name 'g'/,
  ],
  ['a large pattern', 'matches("a", "((a{1000}){1000}){1000}")', /more than 20,000 steps/],
  ['groups in a pattern', `matches("a", "${'('.repeat(4_000)}a${')'.repeat(4_000)}")`, /more than 50 groups/],
  ['a long pattern', `matches("a", "${'a|'.repeat(10_000)}b")`, /more than 10,000 characters/],
  ['a number out of range', '9**999999999', /Can't raise/],
  ['places out of range', 'decimal(1, 999999999)', /Illegal arguments/],
  ['digits', `number("${'9'.repeat(90_000)}")`, /Can't parse/],
  ['a date out of the calendar', 'date("2026-01-31") + duration("P999999999Y")', /Can't add/],
];

const all = (outcome: Attack['outcome'], attacks: typeof refused): Attack[] =>
  attacks.map(([name, expression, reason]) => ({ name, expression, outcome, reason }));

export const attacks: readonly Attack[] = [
  ...all('refused', refused),
  ...all('fails', failing),
  ...all('null', without),
];
