/** Every code a finding or a BPMN error may carry, with the fact it states. UPPER_SNAKE; never renamed once used. */
export const errorCodes = {
  // input
  FIELD_MISSING: '缺少必填内容',
  FIELD_INVALID: '内容格式不对',
  FIELD_UNKNOWN: '不认识的字段',
  FIELD_OUT_OF_RANGE: '数值超出允许范围',
  FIELD_NOT_APPLICABLE: '该字段在此情形下不适用',
  ROW_DUPLICATE: '户编号重复',
  // area
  AREA_MISMATCH: '两次实测面积超出允许误差',
  AREA_SURVEY_INCOMPLETE: '本轮实测记录不足两份',
  AREA_UNPROVEN: '面积缺少依据',
  AREA_NOT_DISPLAYED: '面积公示尚未结束',
  AREA_NOT_FROZEN: '面积尚未锁定',
  OBJECTION_OPEN: '有未答复的异议',
  OBJECTION_UPHELD: '异议成立，面积须重新实测',
  // staff and separation of duty
  ROLE_MISSING: '没有办理该事项的岗位',
  CERTIFICATE_INVALID: '上岗证无效',
  SAME_OFFICER_TWICE: '两名经办人是同一人',
  OFFICER_PAIR_INCOMPLETE: '持证经办人不足两名',
  DUTY_NOT_SEPARATED: '同一人不得兼办不相容的事项',
  NOT_NEGOTIATING_OFFICER: '签约经办人未参加本轮协商',
  AFFILIATED: '与被监督单位有关联',
  ORGANISATION_EXCLUDED: '该单位不得参与此环节',
  RECUSED: '应当回避',
  DECIDED_ALONE: '不得单独审核自己确定的事项',
  // review and seal
  VERDICT_INVALID: '结论不在允许范围内',
  RETURN_REASON_MISSING: '退回未写明理由',
  GATE_NOT_DUE: '上一道审核尚未通过',
  GATE_ALREADY_PASSED: '该道审核已有结论',
  CONTENT_CHANGED: '内容已变更，须重新审核',
  RETURN_OPEN: '退回问题尚未整改',
  REVIEW_INCOMPLETE: '审核未全部通过',
  THIRD_RETURN: '已被退回三次',
  FILE_BAG_INCOMPLETE: '件袋资料不全',
  // signing
  RATE_NOT_REACHED: '签约率未达到生效比例',
  RATE_BELOW_MINIMUM: '生效比例低于下限',
  NO_UNITS: '征收范围内没有计户单位',
  PERIOD_TOO_SHORT: '期限短于最低天数',
  // payment
  AGREEMENT_NOT_PAYABLE: '协议未盖章或未生效',
  PAYEE_MISMATCH: '收款人不是协议当事人',
  ITEM_LISTED_TWICE: '同一笔款重复列入',
  LIST_EMPTY: '清单没有款项',
  AMOUNT_MISMATCH: '金额不一致',
  LEVEL_NOT_DUE: '上一级审核尚未通过',
  LIST_CHANGED: '清单已变更',
  PAYMENT_INCOMPLETE: '四级审核未全部通过',
  ACCOUNT_INSUFFICIENT: '专户余额不足',
  RECEIPT_UNKNOWN: '回单对应不到付款指令',
  RECEIPT_DUPLICATE: '回单重复',
  TRANSITION_FORBIDDEN: '状态不允许这样变更',
  // publication
  FIELD_NOT_PUBLISHABLE: '不得公开的内容',
  // changes of rules
  RULE_FIXED: '参数不得这样变更',
  RULE_LOOSENED: '只能更严，不得放宽',
  CHANGE_NOT_FUTURE: '生效日不在今天以后',
  SIGNING_RUNNING: '签约期内不得变更',
  ALREADY_DONE: '已经办理，不得重复',
  TEXT_EXPIRED: '文件已失效',
  TEXT_EXPIRING: '文件即将到期',
  // choice of the appraisal agency
  CANDIDATES_OUT_OF_RANGE: '候选数量不在范围内',
  NOT_QUALIFIED: '没有相应资质或条件',
  VOTER_UNKNOWN: '不是有投票权的计户单位',
  VOTE_NOT_OPEN: '投票尚未开始',
  VOTE_CLOSED: '投票已经截止',
  VOTE_TWICE: '本证已投票',
  CANDIDATE_UNKNOWN: '不在候选名单中',
  PROXY_PAPER_MISSING: '缺少授权委托书',
  ENTRY_MISMATCH: '两次录入不一致',
  NO_QUORUM: '未达到法定人数',
  NO_MAJORITY: '未过半数',
  VOTES_TIED: '票数相同',
  NOT_AGREED: '未协商一致',
  MODE_NOT_APPLICABLE: '该补偿方式没有此环节',
  SEED_KNOWN_EARLY: '名单确定前种子已公布',
  SEED_NOT_PUBLISHED: '种子尚未公布',
  WITNESS_MISSING: '缺少见证或公证',
  // panels and meetings
  PANEL_SIZE: '人数不符合规定',
  PANEL_CATEGORY_MISSING: '缺少应有的人员类别',
  SIGNATURE_MISSING: '缺少签字',
  OPINION_EXCEEDS_PLAN: '超出方案标准',
  MINUTES_INCOMPLETE: '纪要不完整',
  OVERDUE: '已逾期',
  // appraisal
  VALUE_DATE_MISSING: '价值时点尚未确定',
  VALUE_DATE_WRONG: '价值时点不符',
  VALUE_DATE_NOT_NEW: '转为征收后价值时点未重新确定',
  SEAL_MISSING: '未加盖公章',
  INSPECTION_UNPROVEN: '实地查勘缺少证明',
  STEP_OUT_OF_ORDER: '办理次序不对',
  REQUEST_TOO_LATE: '申请已逾期',
  REPORT_MISSING: '没有现行有效的评估报告',
  // plan, decision, enforcement, conversion
  PLAN_DISPUTED: '过半数认为方案不合规定',
  DECISION_POINT_OPEN: '征收决定的前置条件未满足',
  PAPER_MISSING: '缺少材料',
  NOT_HEARD: '未告知或未听取意见',
  REMEDY_OPEN: '救济期限未满或尚在审理',
  DEMAND_MISSING: '尚未催告',
  DEMAND_RUNNING: '催告或搬迁期限未满',
  CONVERSION_POINT_OPEN: '转征收条件未满足',
  CHOICE_NOT_NEW: '沿用了原选定结果',
  // compensation
  NOT_COMPENSATED: '不予补偿',
  NOT_VERIFIED: '尚未核查或公示',
  STANDARD_DIFFERS: '前后标准不一致',
  COMPENSATION_INPUT_INVALID: '补偿计算的资料有误',
} as const;

export type FindingCode = keyof typeof errorCodes;

/** The fact a code states, in Chinese; a code of another part is shown as it is rather than hidden. */
export function errorLabel(code: string): string {
  const labels: Readonly<Record<string, string>> = errorCodes;
  return Object.hasOwn(labels, code) ? (labels[code] ?? code) : code;
}
