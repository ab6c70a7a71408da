import { describe, expect, it } from '@jest/globals';
import { parseBallots } from '../../web/lib/ballots.js';

describe('paper ballots as people type them', () => {
  it('reads lines with and without a proxy, whatever comma or tab separates them', () => {
    const text = '001,0001,1,2026-03-04\n002，0002，0，2026-03-04，代理人甲\r\n\n003\t\t2\t2026-03-05\n';
    expect(parseBallots(text, 'paper')).toEqual({
      faults: [],
      ballots: [
        { ballotNumber: '001', householdNumber: '0001', choice: 1, castOn: '2026-03-04' },
        {
          ballotNumber: '002',
          householdNumber: '0002',
          choice: 0,
          castOn: '2026-03-04',
          proxyName: '代理人甲',
          proxyPaperId: 'paper',
        },
        { ballotNumber: '003', choice: 2, castOn: '2026-03-05' },
      ],
    });
  });

  it('names every line that cannot be read', () => {
    const { ballots, faults } = parseBallots(
      '001,0001,甲机构,2026-03-04\n002,0002,1,昨天\n003,0003,1,2026-03-04',
      undefined,
    );
    expect(ballots.map(({ ballotNumber }) => ballotNumber)).toEqual(['003']);
    expect(faults).toEqual([1, 2].map((line) => `第 ${String(line)} 行不是“票号,户编号,选择,投票日,代理人”`));
  });
});
