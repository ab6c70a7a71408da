import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containsPersonalNumber, maskIdNumber, maskName } from '../../../rules/publication/mask.js';

describe('masking', () => {
  it.each([
    ['张三', '张＊'],
    ['张三丰', '张＊＊'],
    ['张三丰丰', '张＊＊'],
    ['张', '张＊'],
    ['欧阳某某', '欧阳＊＊'],
    ['欧阳某', '欧阳＊'],
    ['欧阳', '欧＊'],
    [' 李某 ', '李＊'],
    ['', '＊'],
  ])('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('never shows more than the surname', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 10 }), (name) => {
        expect(maskName(name)).toMatch(/＊$/u);
        expect(Array.from(maskName(name)).filter((character) => character !== '＊').length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('shows an identity number inside with its first three and last four', () => {
    expect(maskIdNumber('310113190001010000')).toBe('310＊＊＊＊＊＊＊＊＊＊＊0000');
    expect(maskIdNumber('12345')).toBe('＊＊＊＊＊');
  });

  it.each([
    ['31011319000101000X', true],
    ['证件号310113190001010000。', true],
    ['３１０１１３１９０００１０１００００', true],
    ['电话13800000000', true],
    ['138 0000 0000', true],
    ['138-0000-0000', true],
    ['6222 0200 0000 0000', true],
    ['622202000000', true],
    ['2026-11-24 至 2026-12-24', false],
    ['宝征-2026-003-0042', false],
    ['咨询电话 021-56000000', false],
    ['909353.16', false],
    ['', false],
  ])('%s contains a personal number: %s', (text, expected) => {
    expect(containsPersonalNumber(text)).toBe(expected);
  });
});
