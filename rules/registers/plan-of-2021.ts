/** What 宝国资委〔2021〕13号 itself puts into two registers: the five problems it found and what it rests on. */

export interface PlanProblem {
  readonly id: string;
  readonly clause: string;
  readonly problem: string;
  readonly measure: string;
}

const id = (group: number, number: number): string =>
  `00000000-0000-4000-8${String(group).padStart(3, '0')}-${String(number).padStart(12, '0')}`;

/** 五个方面的问题, each with the measure that the plan orders. */
export const PLAN_PROBLEMS: readonly PlanProblem[] = [
  {
    id: id(22, 1),
    clause: 'R-23、R-24、R-25',
    problem: '被征收房屋面积认定尺度不一',
    measure: '征收启动前严格开展面积调查摸底，认定机关公示无误后再协商与征收，确保面积认定清晰合法',
  },
  {
    id: id(22, 2),
    clause: 'R-26、R-27、R-28、R-29、R-30、R-31',
    problem: '多头多部门参与，口径、政策理解可能不一致',
    measure: '协议与征收前后政策标准统一，建立会商制度并定期例会，建立公信评议平台，特殊问题评议并公示',
  },
  {
    id: id(22, 3),
    clause: 'R-32、R-33、R-34、R-35、R-36',
    problem: '评估机制问题',
    measure: '严格按法定程序评估，街镇确定评估时点、审核并下发报告，重大项目或大额资金建议报专家委员会鉴定',
  },
  {
    id: id(22, 4),
    clause: 'R-37、R-38、R-39、R-40、R-41、R-42、R-43',
    problem: '征收补偿协议审核问题',
    measure: '健全签约件袋审核制度，项目主管复核把关，三类情形退回整改，复核无异议方可敲章，两人以上持证办理',
  },
  {
    id: id(22, 5),
    clause: 'R-44、R-45、R-46、R-47、R-48',
    problem: '电子协议制度推进不彻底',
    measure: '以科技手段筑牢防腐堤坝，合同、审批、文档相结合，签约有迹可循、资料有档可查，推进电子签约',
  },
];

export interface PlanBasis {
  readonly id: string;
  readonly kind: 'opinion' | 'meeting' | 'issue';
  readonly body: string;
  readonly heldOn: string | null;
  readonly result: string;
  readonly paper: string;
}

const opinion = (number: number, body: string): PlanBasis => ({
  id: id(3, number),
  kind: 'opinion',
  body,
  heldOn: null,
  result: '已征求意见',
  paper: '宝国资委〔2021〕13号附函',
});

/** opinions sought, the meetings that approved the plan, and its issue. */
export const PLAN_BASIS: readonly PlanBasis[] = [
  opinion(1, '区纪委监委'),
  opinion(2, '区审计局'),
  opinion(3, '区规划资源局'),
  opinion(4, '区房管局'),
  {
    id: id(3, 5),
    kind: 'meeting',
    body: '区政府第151次常务会议',
    heldOn: '2021-07-07',
    result: '讨论通过',
    paper: '宝国资委〔2021〕13号附函',
  },
  {
    id: id(3, 6),
    kind: 'meeting',
    body: '区委第200次常委会会议',
    heldOn: '2021-07-08',
    result: '讨论通过',
    paper: '宝国资委〔2021〕13号附函',
  },
  {
    id: id(3, 7),
    kind: 'issue',
    body: '区政府办公室',
    heldOn: null,
    result: '转发各街镇（园区）和区有关单位执行',
    paper: '宝国资委〔2021〕13号',
  },
];
