import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { recusalFindings } from '../staff/recusal.js';
import type { Relationship } from '../staff/recusal.js';

/** The bodies a panel is drawn from; everybody else is `other`. */
export const panelCategoryLabels = {
  deputy: '人大代表、政协委员',
  committee: '村、居委干部',
  lawyer: '律师',
  other: '其他社会人士',
} as const;
export type PanelCategory = keyof typeof panelCategoryLabels;

const REQUIRED: readonly PanelCategory[] = ['deputy', 'committee', 'lawyer'];

export interface PanelMember {
  readonly personId: string;
  readonly category: PanelCategory;
}

export interface PanelProposal {
  readonly householdId: string;
  readonly on: IsoDate;
  readonly pool: readonly PanelMember[];
  readonly memberIds: readonly string[];
  readonly relationships: readonly Relationship[];
  /** Who judged the case before: a re-hearing needs a different panel. */
  readonly earlierMemberIds: readonly string[];
}

/**
 * 公信评议组成: an odd number from a large enough pool, every category of R-30 in it, nobody with a tie to the
 * household (SD7), nobody who has judged the case before.
 */
export function checkPanel(proposal: PanelProposal, policy: Policy): Decision<null> {
  const { pool, memberIds } = proposal;
  const { panelPoolMin, panelSizeMin } = policy.review;
  const members = pool.filter(({ personId }) => memberIds.includes(personId));
  const size = new Set(memberIds).size;
  const findings: Finding[] = [];
  if (new Set(pool.map(({ personId }) => personId)).size < panelPoolMin.value) {
    findings.push(of('PANEL_SIZE', `评议人员库不足${panelPoolMin.value}人，请补充`, panelPoolMin.basis));
  }
  if (size < panelSizeMin.value || size % 2 === 0) {
    const message = `评议人员须不少于${panelSizeMin.value}人且为单数，现有${size}人，请调整`;
    findings.push(of('PANEL_SIZE', message, panelSizeMin.basis));
  }
  if (size < memberIds.length) findings.push(of('ALREADY_DONE', '同一评议人员重复列入，请删去一次', 'R-30'));
  for (const category of REQUIRED.filter((each) => !members.some((member) => member.category === each))) {
    findings.push(of('PANEL_CATEGORY_MISSING', `缺少${panelCategoryLabels[category]}，请补充`, 'R-30'));
  }
  for (const personId of new Set(memberIds)) findings.push(...memberFindings(personId, proposal));
  return decide(null, findings, policy.version);
}

const of = (code: Finding['code'], message: string, basis: string): Finding => ({ code, message, basis });

function memberFindings(personId: string, proposal: PanelProposal): Finding[] {
  const { pool, householdId, relationships, earlierMemberIds, on } = proposal;
  const findings = recusalFindings(personId, householdId, relationships, 'panel', on).map((finding) => ({
    ...finding,
    field: personId,
  }));
  if (!pool.some((member) => member.personId === personId)) {
    findings.push({ ...of('NOT_QUALIFIED', '不在评议人员库中，请从库中抽取', 'R-30'), field: personId });
  }
  if (earlierMemberIds.includes(personId)) {
    const message = '已评议过该户，复议须由其他人员组成，请更换';
    findings.push({ ...of('DUTY_NOT_SEPARATED', message, 'R-31、SD12'), field: personId });
  }
  return findings;
}
