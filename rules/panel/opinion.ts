import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatYuan } from '../units.js';

export interface PanelOpinion {
  readonly question: string;
  readonly reasons: string;
  readonly presentIds: readonly string[];
  readonly signedByIds: readonly string[];
  /** What the opinion would grant and the most the plan grants in such a case, in fen; null where it is not about money. */
  readonly granted: { readonly amountFen: bigint; readonly planLimitFen: bigint } | null;
  /** A case is answered by the standards; only the owner of the plan changes one, and then for all alike. */
  readonly changesStandard: boolean;
}

/** 评议意见: with reasons, signed by everybody present, within the standards of the plan. */
export function checkOpinion(opinion: PanelOpinion, policy: Policy): Decision<null> {
  const { question, reasons, presentIds, signedByIds, granted, changesStandard } = opinion;
  const findings: Finding[] = [];
  for (const [field, text, label] of [
    ['question', question, '评议事项'],
    ['reasons', reasons, '评议理由'],
  ] as const) {
    if (text.trim() === '') findings.push({ code: 'FIELD_MISSING', message: `请写明${label}`, basis: 'R-31', field });
  }
  const unsigned = presentIds.filter((personId) => !signedByIds.includes(personId)).length;
  if (unsigned > 0 || presentIds.length === 0) {
    const message = `还有${unsigned}名到会人员未签字，请补签`;
    findings.push({ code: 'SIGNATURE_MISSING', message, basis: 'R-31', field: 'signedByIds' });
  }
  if (granted && granted.amountFen > granted.planLimitFen) {
    const message = `意见金额${formatYuan(granted.amountFen)}元超出方案标准${formatYuan(granted.planLimitFen)}元，请按方案调整`;
    findings.push({ code: 'OPINION_EXCEEDS_PLAN', message, basis: 'R-26、R-31', field: 'granted' });
  }
  if (changesStandard) {
    const message = '评议不得变更方案标准，须由方案制定单位对所有户统一变更';
    findings.push({ code: 'OPINION_EXCEEDS_PLAN', message, basis: 'R-26', field: 'changesStandard' });
  }
  return decide(null, findings, policy.version);
}

/** May an opinion that was objected to be heard again? Only so often as the rules allow. */
export function mayRehear(hearingsHeld: number, policy: Policy): Decision<null> {
  const { value: allowed, basis } = policy.review.panelRehearings;
  const message = hearingsHeld < 1 ? '尚未评议，不能复议' : `已复议${hearingsHeld - 1}次，不再复议，请按意见办理`;
  const refused = hearingsHeld < 1 || hearingsHeld - 1 >= allowed;
  return decide(null, refused ? [{ code: 'ALREADY_DONE', message, basis }] : [], policy.version);
}
