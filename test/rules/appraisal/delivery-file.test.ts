import { describe, expect, it } from '@jest/globals';
import { DELIVERY_COLUMNS, readDeliveries } from '../../../rules/appraisal/delivery-file.js';

describe('the list of deliveries', () => {
  it('may be empty only where no report waits (R-35)', () => {
    const waiting = [{ reportId: 'r', householdNumber: '1', handedDownOn: '2026-05-01' }];
    const codes = (reports: typeof waiting) =>
      readDeliveries([DELIVERY_COLUMNS], reports, '2026-05-02').findings.map(({ message }) => message);
    expect(codes([])).toEqual([]);
    expect(codes(waiting).join()).toContain('请至少填写一户');
  });
});
