import { describe, expect, it } from '@jest/globals';
import { areaConversionText, buildingAreaOfLivingArea } from '../../../rules/area/living-area.js';
import { policy } from '../builders.js';

describe('living area of a public tenancy', () => {
  it.each([
    [1_790n, 2_757n],
    [1_190n, 1_833n],
    [6_360n, 9_795n],
    [2_000n, 3_080n],
    [0n, 0n],
  ])('%d hundredths convert to %d as in the published cases', (living, building) => {
    expect(buildingAreaOfLivingArea(living, policy)).toBe(building);
  });

  it('is explained with its figures', () => {
    expect(areaConversionText(1_190n, policy)).toContain('18.33㎡ = 居住面积11.90㎡ × 1.54');
  });
});
