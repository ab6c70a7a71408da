import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';

/** Why a base is inspected. */
export const inspectionKindTerms = {
  periodic: term('定期检查', '每个基地按间隔定期检查', 'R-70'),
  before: term('事前检查', '新项目签约前检查', 'R-71'),
  during: term('事中检查', '新项目签约期内检查', 'R-71'),
  after: term('事后检查', '新项目签约结束后检查', 'R-71'),
  random: term('随机抽查', '按风险分层、凭种子随机抽取案件检查', 'R-70'),
  incident: term('事件检查', '因投诉、举报或异常开启的检查', 'R-53'),
} as const satisfies Record<string, Term>;
export type InspectionKind = keyof typeof inspectionKindTerms;

/** Who inspects: the firm's own supervision, or the owner's from outside. */
export const inspectionSideTerms = {
  inside: term('内部（事务所监管部）', '事务所内部监管', 'R-51'),
  outside: term('外部（区国资委）', '出资人对事务所的监督，结果不经事务所报送', 'R-2'),
} as const satisfies Record<string, Term>;
export type InspectionSide = keyof typeof inspectionSideTerms;

export const severityTerms = {
  minor: term('一般', '按一般期限整改', 'R-53'),
  serious: term('严重', '按较短期限整改', 'R-53'),
} as const satisfies Record<string, Term>;

/** What a firm's rules may lay down for staff who signed in breach of rules. */
export const disciplineTerms = {
  education: term('批评教育', '谈话提醒、书面检查', 'R-72'),
  performance: term('扣减绩效', '按本所绩效规定扣减', 'R-72'),
  transfer: term('调离岗位', '不再从事签约工作', 'R-72'),
  dismissal: term('解除劳动关系', '解除劳动合同或退回派遣', 'R-72'),
  none: term('不予处理', '查明不构成违规，须写明理由', 'R-72'),
} as const satisfies Record<string, Term>;
export type DisciplineMeasure = keyof typeof disciplineTerms;

/** Where an inspection stands. */
export const inspectionStateTerms = {
  'to-assign': term('待指派', '尚未指派检查人员', 'SD13'),
  'to-record': term('待检查', '检查人员尚未记录', 'R-70'),
  'to-rectify': term('待整改', '基地尚未整改', 'R-53'),
  'to-recheck': term('待复查', '整改尚未复查', 'R-53'),
  'to-decide': term('待处理', '整改已通过，惩戒或送达尚未办完', 'R-72'),
  closed: term('已办结', '检查已办结', 'R-53'),
} as const satisfies Record<string, Term>;
export type InspectionState = keyof typeof inspectionStateTerms;
