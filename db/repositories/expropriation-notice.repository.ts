import { expropriationRulesOf } from '../../rules/modes/modes.js';
import type { PeriodLength } from '../../rules/period.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { Transaction } from '../transaction.js';
import { landApprovalOf } from './expropriation-facts.repository.js';
import { formalGroundOf, scopeOf } from './launch.repository.js';
import { createNotice } from './notices.repository.js';
import { planOf, planTrack } from './plans.repository.js';

const lengthOf = ({ amount, unit }: PeriodLength): string => `${String(amount)}${unit === 'month' ? '个月' : '日'}`;

/** 征收决定公告 (征收与补偿条例 art 13): decision, plan, end of the land use right, and the remedies with their periods. */
export async function createExpropriationNotice(tx: Transaction, trackId: string, number: string): Promise<string> {
  const { project, mode, policy } = await planTrack(tx, trackId);
  const plan = await planOf(tx, trackId);
  const scope = await scopeOf(tx, project.id);
  const ground = await formalGroundOf(tx, project.id);
  const approval = await landApprovalOf(tx, trackId);
  const { landUseRightEnds } = expropriationRulesOf(mode);
  const { review, suit } = policy.decision;
  const summary = [
    `区人民政府决定（${number}）对${scope === undefined ? '项目范围内' : `${scope.boundary}范围内`}的房屋实行${labelOf('mode', mode)}`,
    ...(ground === undefined ? [] : [`事由：${ground.explanation}`]),
    ...(approval === undefined ? [] : [`土地征收经${approval.authority}批准（${approval.number}）`]),
    ...(plan === undefined ? [] : [`补偿方案：${plan.number}，已公布`]),
    ...(landUseRightEnds ? ['房屋被依法征收的，国有土地使用权同时收回'] : []),
    `对本决定不服的，可以自公告之日起${lengthOf(review.value)}内申请行政复议，或者${lengthOf(suit.value)}内提起行政诉讼；复议、诉讼期间决定不停止执行，有权机关决定停止的除外`,
  ].join('。');
  return createNotice(tx, project, { kind: 'expropriation-decision', summary: `${summary}。`, rows: [] });
}

/** 不予征收公布: what was not expropriated, why, and what becomes of the project (R-13, R-21). */
export async function createRefusalNotice(tx: Transaction, trackId: string, reason: string): Promise<string> {
  const { project, mode } = await planTrack(tx, trackId);
  const beside = await tx.query(`SELECT FROM track WHERE project_id = $1 AND mode = 'negotiated'`, [project.id]);
  const summary = [
    `区人民政府决定不对${project.name}范围内的房屋实行${labelOf('mode', mode)}`,
    `理由：${reason}`,
    `本项目的征收程序终结${beside.length === 0 ? '' : '，协议置换照常进行'}`,
  ].join('。');
  return createNotice(tx, project, { kind: 'expropriation-refusal', summary: `${summary}。`, rows: [] });
}
