import { byLaw, known, months, oneOf, proposed, workingDays } from '../parameter.js';

/** Start of a project: freeze, notices of collective land, who commissions the firm. */
export const launch202107 = {
  freezeMax: known(months(12), '暂停办理最长期限', '月', '征收与补偿条例第16条'),
  /** Longest time from receiving the approval to the land-taking notice. */
  collectivePostApprovalNotice: known(workingDays(15), '批准后公告期限', '工作日', '土地管理法实施条例第31条'),
  /** Who is the firm's principal in law; the town's order is stored beside it. */
  commissionPrincipal: oneOf<'department' | 'town'>(
    proposed('department', '委托人（法律上）', '单位', '征收与补偿条例第5条、R-10', byLaw),
  ),
  /** Order of steps on collective land: approval first, or plan and agreements first. */
  collectiveOrder: oneOf<'approval-first' | 'agreements-first'>(
    known('approval-first', '集体土地征收步骤次序', '次序', '沪府发〔2011〕75号'),
  ),
};
