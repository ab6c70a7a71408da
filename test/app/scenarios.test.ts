import { describe, expect, it } from '@jest/globals';
import type { MyCase } from '../../api/contract/index.js';
import { Choices } from '../../app/demo/choices.js';
import { RefusedError } from '../../app/demo/http-session.js';
import { goesToExperts, isAnswered, waitsForReport } from '../../app/demo/play-report-objection.js';
import { SCENARIO_NAMES, SCENARIOS } from '../../app/demo/scenarios/index.js';

describe('the scenarios of the demonstration', () => {
  it.each(SCENARIO_NAMES)(
    '%s: whatever the seed, experts judge a report in the formal project alone (R-32)',
    (name) => {
      for (const seed of [0, 1, 7]) {
        const choices = new Choices(seed, SCENARIOS[name]);
        expect(['1', '2', '60'].map((number) => goesToExperts(choices, number))).toEqual([
          name === 'formal',
          false,
          false,
        ]);
      }
    },
  );

  it('lets that household sign only when both answers are there', () => {
    const after = (...results: (string | null)[]) =>
      isAnswered({ report: { objections: results.map((resultLabel) => ({ resultLabel })) } } as unknown as MyCase);
    expect([after(), after('维持'), after('维持', null), after('维持', '维持')]).toEqual([false, false, false, true]);
    expect(isAnswered({ report: null } as unknown as MyCase)).toBe(false);
  });

  it('takes no refusal for waiting but that of a report that is being judged', () => {
    const refused = (message: string) =>
      waitsForReport(new RefusedError(409, 'DENIED', '', [{ code: 'DENIED', message, clauses: [] }]));
    expect(refused('该户的评估复核或鉴定尚未办结，请等办结后再审核')).toBe(true);
    expect(refused('本人已办理过本案的其他环节')).toBe(false);
    expect(waitsForReport(new RefusedError(409, 'TASK_CLAIMED', ''))).toBe(false);
  });
});
