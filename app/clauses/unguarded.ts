import type { Ring } from './guard-matrix.js';

const NOT_A_TASK = '不适用：不是人工任务的办结条件';
const NOT_DRAWN = '不适用：由人员和案件事实决定，流程图上看不出来';
const SAME_JUDGEMENT = '监听与数据库用同一判断；这一环尚无单独的攻击测试';
const NO_DOOR_TEST = '工作台与引擎都经监听，监听已测；这一门尚无单独的攻击测试';

/** Why a ring has no attack on a rule: it cannot be broken there, or the test is still missing, which is said as plainly. */
export const UNGUARDED: Readonly<Record<string, Partial<Record<Ring, string>>>> = {
  SD1: { diagram: NOT_DRAWN, door: NO_DOOR_TEST },
  SD2: { diagram: NOT_DRAWN, door: NO_DOOR_TEST },
  SD3: { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT },
  SD4: { diagram: NOT_DRAWN, listener: NOT_A_TASK },
  SD5: { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT, database: '由行为表的同一触发器把关；尚无单独的攻击测试' },
  SD6: { diagram: NOT_DRAWN, door: NO_DOOR_TEST },
  SD7: { listener: SAME_JUDGEMENT },
  SD8: { diagram: '付款清单须四级审核由 payment-needs-approval 检查（见 R-59）；由谁办理图上看不出来' },
  SD9: { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT, door: NO_DOOR_TEST },
  SD10: { listener: SAME_JUDGEMENT },
  SD11: { diagram: NOT_DRAWN, door: NO_DOOR_TEST },
  SD12: { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT },
  SD13: { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT, door: NO_DOOR_TEST },
  SD14: {
    diagram: NOT_DRAWN,
    listener: '不适用：系统管理员没有任何人工任务',
    database: '数据库管理员的改动不能阻止，只能由每日公布的总根揭露（见 R-46）',
  },
  SD15: { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT },
  SD16: { door: NO_DOOR_TEST },
  SD17: { diagram: NOT_DRAWN, database: '读取经接口，应用角色在数据库中只有一个；只读由接口和监听把关' },
  SD18: { diagram: NOT_DRAWN, listener: NOT_A_TASK },
  'R-10': { diagram: NOT_DRAWN, listener: SAME_JUDGEMENT },
  'R-24': { listener: SAME_JUDGEMENT },
  'R-35': { listener: NOT_A_TASK },
  'R-41': { door: NO_DOOR_TEST },
  'R-46': { listener: NOT_A_TASK },
  'R-48': { diagram: NOT_DRAWN, listener: NOT_A_TASK },
  'R-54': { listener: NOT_A_TASK, door: '放行以前没有付款接口，由数据库和 R-59 把关' },
  'R-59': { listener: SAME_JUDGEMENT },
  'R-61': { listener: SAME_JUDGEMENT, door: NO_DOOR_TEST },
};
