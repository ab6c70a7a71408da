import { describe, expect, it } from '@jest/globals';
import { compensableArea } from '../../../rules/compensation/compensable-area.js';
import type { BuildingPart, BuildingPartKind } from '../../../rules/compensation/compensable-area.js';
import { codes } from '../builders.js';

const part = (kind: BuildingPartKind, builtOn: string | null = null): BuildingPart => ({
  name: '主屋',
  kind,
  areaHundredths: 1_000n,
  builtOn,
});

describe('the area that is compensated', () => {
  it.each<[BuildingPartKind, boolean]>([
    ['registered', true],
    ['recognised', true],
    ['temporary-in-term', true],
    ['temporary-expired', false],
    ['illegal', false],
    ['undetermined', false],
  ])('%s counts: %s', (kind, counts) => {
    const { areaHundredths, excludedHundredths, exclusions } = compensableArea([part(kind)], null);
    expect([areaHundredths, excludedHundredths]).toEqual(counts ? [1_000n, 0n] : [0n, 1_000n]);
    expect(codes(exclusions)).toEqual(counts ? [] : ['NOT_COMPENSATED']);
  });

  it.each([
    ['the day before the freeze', '2026-10-31', 1_000n],
    ['on its day', '2026-11-01', 0n],
    ['after it', '2026-11-02', 0n],
    ['before anybody asked', null, 1_000n],
  ])('built %s', (_story, builtOn, expected) => {
    expect(compensableArea([part('registered', builtOn)], '2026-11-01').areaHundredths).toBe(expected);
  });

  it('is the lawful rest of a house, with a reason for every part left out', () => {
    const parts = [part('registered'), part('illegal', '2026-11-02'), part('recognised', '2026-11-02')];
    const { areaHundredths, excludedHundredths, exclusions } = compensableArea(parts, '2026-11-01');
    expect([areaHundredths, excludedHundredths]).toEqual([1_000n, 2_000n]);
    expect(exclusions.map(({ basis }) => basis)).toEqual(['征收与补偿条例第24条', '征收与补偿条例第16条']);
    expect(compensableArea([], null).areaHundredths).toBe(0n);
  });
});
