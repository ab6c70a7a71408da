/**
 * Acts of parts that follow (appraiser selection, appraisal, public-credibility review), named here so that the
 * separation of duty already knows them. They join the table of acts when their processes do.
 */
export const LATER_ACTS = {
  'nominate-agencies': '提名评估机构',
  'count-appraiser-votes': '清点投票',
  'attest-appraiser-vote': '公证投票',
  'read-appraisal-report': '查阅评估报告',
  'fix-value-date': '确定评估时点',
  'approve-appraisal-report': '审核评估报告',
  'judge-special-case': '公信评议表决',
} as const;

export type LaterActName = keyof typeof LATER_ACTS;
