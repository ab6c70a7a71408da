import { describe, expect, it } from '@jest/globals';
import { checkRiskPoints } from '../../../rules/supervision/risk-points.js';
import { codes } from '../builders.js';

const point = (name: string, closed = false, reviewOn = '2026-12-31') => ({ point: name, closed, reviewOn });

describe('integrity-risk points of a quarter (R-76)', () => {
  it.each<[string, ReturnType<typeof point>[], string[], string[]]>([
    ['the first list of a firm', [point('收受礼金')], [], []],
    ['an open one carried over', [point('收受礼金'), point('虚报面积')], ['收受礼金'], []],
    ['an open one closed now', [point('收受礼金', true)], ['收受礼金'], []],
    ['an open one forgotten', [point('虚报面积')], ['收受礼金'], ['FIELD_MISSING']],
    ['two forgotten', [point('其他')], ['甲', '乙'], ['FIELD_MISSING', 'FIELD_MISSING']],
    ['open without a later day', [point('收受礼金', false, '2026-11-26')], [], ['FIELD_OUT_OF_RANGE']],
    ['closed needs no later day', [point('收受礼金', true, '2026-01-01')], [], []],
    ['written twice', [point('收受礼金'), point('收受礼金')], [], ['ROW_DUPLICATE']],
  ])('%s', (_story, points, before, expected) => {
    expect(codes(checkRiskPoints(points, before, '2026-11-26'))).toEqual(expected);
  });
});
