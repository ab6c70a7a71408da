import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatYuan } from '../units.js';

/** 专户检查: the project's own account covers the list in full; it never goes below zero. Money in fen. */
export function checkSpecialAccount(
  balanceFen: bigint,
  listTotalFen: bigint,
  policy: Policy,
): Decision<{ missingFen: bigint; balanceAfterFen: bigint }> {
  const covered = balanceFen >= listTotalFen;
  const missingFen = covered ? 0n : listTotalFen - balanceFen;
  const message = `专户余额不足，还差${formatYuan(missingFen)}元，请先补足专户再放行`;
  const findings: Finding[] = covered ? [] : [{ code: 'ACCOUNT_INSUFFICIENT', message, basis: 'R-56' }];
  const balanceAfterFen = covered ? balanceFen - listTotalFen : balanceFen;
  return decide({ missingFen, balanceAfterFen }, findings, policy.version);
}
