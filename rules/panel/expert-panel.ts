import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

export interface Expert {
  readonly personId: string;
  readonly registeredValuer: boolean;
  /** Agency the expert works for, where he does. */
  readonly agencyId: string | null;
  /** Has a tie to a party of the case. */
  readonly interested: boolean;
}

/**
 * 鉴定专家组: an odd number, at least the minimum, at least two thirds registered valuers, nobody of the agency whose
 * report is judged and nobody with an interest (国有土地上房屋征收评估办法 art 24).
 */
export function checkExpertPanel(experts: readonly Expert[], reportAgencyId: string, policy: Policy): Decision<null> {
  const { expertPanelMin, expertValuerShare } = policy.appraisal;
  const size = new Set(experts.map(({ personId }) => personId)).size;
  const findings: Finding[] = [];
  if (size < experts.length) {
    findings.push({ code: 'ALREADY_DONE', message: '同一专家重复列入，请删去一次', basis: expertPanelMin.basis });
  }
  if (size < expertPanelMin.value || size % 2 === 0) {
    const message = `专家组须不少于${expertPanelMin.value}人且为单数，现有${size}人，请调整`;
    findings.push({ code: 'PANEL_SIZE', message, basis: expertPanelMin.basis });
  }
  const valuers = new Set(experts.filter((expert) => expert.registeredValuer).map(({ personId }) => personId)).size;
  const { numerator, denominator } = expertValuerShare.value;
  if (BigInt(valuers) * denominator < BigInt(size) * numerator) {
    const message = `注册估价师${valuers}人，不足专家组${size}人的${numerator}/${denominator}，请调整`;
    findings.push({ code: 'PANEL_CATEGORY_MISSING', message, basis: expertValuerShare.basis });
  }
  for (const { personId, agencyId, interested } of experts) {
    if (!interested && agencyId !== reportAgencyId) continue;
    const message = '与本案或出具报告的机构有利害关系，应当回避，请更换';
    findings.push({ code: 'RECUSED', message, basis: 'SD7', field: personId });
  }
  return decide(null, findings, policy.version);
}
