import { describe, expect, it } from '@jest/globals';
import { calendarDays, proposed } from '../../../rules/policy/parameter.js';
import type { Parameter, ParameterValue } from '../../../rules/policy/parameter.js';
import { textOfValue, valueOfText } from '../../../rules/policy/parameter-text.js';
import { parametersOf, policies } from '../../../rules/policy/policies.js';

const of = (value: ParameterValue): Parameter<ParameterValue> => proposed(value, '试验', '单位', '试验');

describe('the text of a figure', () => {
  it('means the figure again, for every figure of every version', () => {
    for (const parameter of policies.flatMap(parametersOf).filter(({ value }) => value !== null)) {
      expect([parameter.name, valueOfText(textOfValue(parameter.value), parameter)]).toEqual([
        parameter.name,
        parameter.value,
      ]);
    }
  });

  it.each<[string, ParameterValue, string, ParameterValue | undefined]>([
    ['days', calendarDays(30), '45', calendarDays(45)],
    ['a fraction', { numerator: 77n, denominator: 50n }, '8/5', { numerator: 8n, denominator: 5n }],
    ['an amount that each project sets', null, '100', 100n],
    ['a flag', true, 'false', false],
    ['nothing', 30, '', undefined],
    ['a sign', 30, '-1', undefined],
    ['a decimal', 30, '1.5', undefined],
    ['words for days', calendarDays(30), '一个月', undefined],
    ['a fraction by nothing', { numerator: 77n, denominator: 50n }, '1/0', undefined],
    ['a number for a flag', true, '1', undefined],
  ])('of %s is read as it is typed', (_what, old, text, value) => {
    expect(valueOfText(text, of(old))).toEqual(value);
  });
});
