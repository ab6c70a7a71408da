import { describe, expect, it } from '@jest/globals';
import {
  keptUntil,
  mayBeDestroyed,
  retentionClass,
  retentionTerms,
  transferDueOn,
} from '../../../rules/archive/retention.js';
import type { RetentionClass } from '../../../rules/archive/retention.js';
import { policies } from '../../../rules/policy/policies.js';

const CLOSED = '2026-11-26';
const CLASSES = Object.keys(retentionTerms) as RetentionClass[];

describe.each(policies.map((policy) => [policy.version, policy] as const))(
  'retention by the policy %s',
  (_, policy) => {
    it.each([
      ['household', 'survey-area', 'household-file', null],
      ['compensation-decision', null, 'household-file', null],
      ['track', 'hold-hearing', 'procedure', null],
      ['project', null, 'procedure', null],
      ['project', 'sign-commission', 'procurement', '2041-12-31'],
      ['payment-list', null, 'accounting-voucher', '2056-12-31'],
      ['staff-member', 'certify-staff', 'staff', '2036-12-31'],
    ] as const)('keeps a paper of %s by %s as %s until %s, never shorter (R-47)', (kind, act, kept, until) => {
      expect(retentionClass(kind, act)).toBe(kept);
      expect(keptUntil(kept, CLOSED, policy)).toBe(until);
    });

    it('keeps no accounting voucher under 30 years, no other accounting paper under 10, no procurement paper under 15', () => {
      const { archive } = policy;
      expect([archive.accountingYears, archive.minorAccountingYears, archive.procurementYears]).toMatchObject([
        { value: 30, confirmed: true },
        { value: 10, confirmed: true },
        { value: 15, confirmed: true },
      ]);
    });

    it('destroys nothing on its last day, everything but permanent papers from the day after', () => {
      for (const kept of CLASSES) {
        const until = keptUntil(kept, CLOSED, policy);
        if (until === null) {
          expect(mayBeDestroyed(kept, CLOSED, '9999-12-31', policy)).toBe(false);
          continue;
        }
        expect(mayBeDestroyed(kept, CLOSED, until, policy)).toBe(false);
        expect(mayBeDestroyed(kept, CLOSED, `${String(Number(until.slice(0, 4)) + 1)}-01-01`, policy)).toBe(true);
      }
    });

    it('sends papers to the district archive ten years after the year of closing, wherever in it that was', () => {
      expect(transferDueOn('2026-01-01', policy)).toBe('2037-01-01');
      expect(transferDueOn('2026-12-31', policy)).toBe('2037-01-01');
    });
  },
);
