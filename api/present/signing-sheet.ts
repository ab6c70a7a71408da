import { signingDecisionOf } from '../../db/repositories/signing-outcome.repository.js';
import { watchOf } from '../../db/repositories/signing-watch.repository.js';
import type { ProjectWatch } from '../../db/repositories/signing-watch.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { formatInstant } from '../../rules/dates.js';
import { formatPercent } from '../../rules/units.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection } from './sheet.js';

const OUTCOMES: Readonly<Record<ProjectWatch['watch']['outcome'], string>> = {
  running: '签约期内',
  reached: '已达到生效比例',
  'extend-once': '期满未达到，可以延长一次',
  'propose-conversion': '期满未达到，延长次数已用完',
  terminate: '期满未达到，征收决定依规定终止',
  'decide-unsigned': '期满，未签约的户须作补偿决定',
};

/** How the signing of a project stands, as the rules count it, and what was decided at its end. */
export async function signingSections(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const { signingOpenedAt, signingEndsAt } = await registeredProject(tx, projectId);
  if (signingOpenedAt === null || signingEndsAt === null) return [];
  const { watch, count, effectiveRateBp, extended, unsigned } = await watchOf(tx, projectId);
  const { rate, reachedAt, outcome } = watch;
  const decision = await signingDecisionOf(tx, projectId);
  return [
    linesSection('签约率', [
      ['签约期', `${formatInstant(signingOpenedAt)} 至 ${formatInstant(signingEndsAt)}`],
      ['已盖章', `${String(count.sealed)} / ${String(count.units)} 户`],
      ['签约率', formatPercent(rate.rateBp), '只计签约期内已盖章的协议（市政府令第71号第21条）'],
      ['居住户签约率', rate.residentsRateBp === null ? null : formatPercent(rate.residentsRateBp)],
      ['生效比例', formatPercent(effectiveRateBp)],
      ['达到时刻', reachedAt === null ? null : formatInstant(reachedAt)],
      ['未签约', `${String(unsigned)} 户`],
      ['结果', OUTCOMES[outcome]],
      ['已延长', extended ? '是' : '否'],
      ['期满后续理由', decision?.reason],
      ['延长天数', decision?.extensionDays == null ? null : `${String(decision.extensionDays)} 日`],
    ]),
  ];
}
