import { describe, expect, it } from '@jest/globals';
import { readDeliveries } from '../../../rules/appraisal/delivery-file.js';
import { PRELIMINARY_COLUMNS, readAppraisalFile } from '../../../rules/appraisal/report-file.js';

const households = [{ id: 'h1', number: '0001', areaHundredths: 1833n }];
const read = (...rows: string[][]) =>
  readAppraisalFile([[...PRELIMINARY_COLUMNS], ...rows], PRELIMINARY_COLUMNS, households);
const faults = (...rows: string[][]) => read(...rows).findings.map(({ message }) => message);

describe('the file of the agency (R-32)', () => {
  it('gives one line of each household, in whole fen', () => {
    const { lines, findings } = read(['0001', '18.33', '50000.00', '916500.00', '6', '是']);
    expect(findings).toEqual([]);
    expect(lines).toMatchObject([{ householdId: 'h1', unitPriceFen: 5_000_000n, valueFen: 91_650_000n }]);
  });

  it('names every fault by row and column', () => {
    expect(faults(['0001', '18.34', '50000.00', '916500.00', '0', '？'])).toEqual([
      expect.stringContaining('第 2 行“面积”'),
      expect.stringContaining('第 2 行“评估价值”'),
      expect.stringContaining('第 2 行“查勘照片数”'),
      expect.stringContaining('第 2 行“权利人签认查勘”'),
    ]);
    expect(faults(['0009', '1', '1', '1', '1', '是'])).toEqual([
      expect.stringContaining('没有面积已锁定的这一户'),
      expect.stringContaining('缺少户 0001'),
    ]);
  });
});

describe('the list of deliveries (R-35)', () => {
  const waiting = [{ reportId: 'r1', householdNumber: '0001', handedDownOn: '2026-03-02' }];
  const deliver = (...row: string[]) =>
    readDeliveries([['户编号', '送达日期', '送达方式'], row], waiting, '2026-03-04');
  it('takes no delivery before the hand-down, in the future, or of a report that does not wait', () => {
    expect(deliver('0001', '2026-03-03', '当面签收').lines).toHaveLength(1);
    for (const row of [
      ['0001', '2026-03-01', '签收'],
      ['0001', '2026-03-05', '签收'],
      ['0002', '2026-03-03', '签收'],
    ]) {
      expect(deliver(...row).findings).toHaveLength(1);
    }
  });
});
