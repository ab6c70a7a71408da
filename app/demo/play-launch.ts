import type { TaskDetail } from '../../api/contract/index.js';
import type { Play, PlayedTask } from './play-task.js';
import { enters, today } from './plays.js';

export type Values = Readonly<Record<string, unknown>>;

/** The first of what a field may be chosen from. */
export function firstChoice({ entryForm }: TaskDetail, field: string): string {
  const { properties } = (entryForm?.schema ?? {}) as {
    properties?: Record<string, { 'x-options'?: readonly { value: string }[] }>;
  };
  const value = properties?.[field]?.['x-options']?.[0]?.value;
  if (value === undefined) throw new Error(`表单没有可选的 ${field}`);
  return value;
}

const scopeOf = ({ choices: { scenario } }: PlayedTask): Values => ({
  boundary: '东至示例路，南至样板街，西至演示河，北至范例路',
  land: scenario.land,
  area: '5200.00',
  householdsExpected: 40,
  oldAreaRenewal: true,
  launchFunds: '1000000.00',
});

const stateGround = {
  ground: 'old-area-renewal',
  economicPlan: true,
  landUsePlan: true,
  urbanPlan: true,
  specialPlan: true,
  annualPlan: true,
  explanation: '危旧房屋集中，基础设施落后',
};

/** How the sample's people start a project; the formal track is prepared beside the negotiation. */
export const LAUNCH_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'define-scope': enters('defined', scopeOf),
  'sign-commission': enters('signed', async (played) => ({
    number: `委-${played.task.caseTitle}`,
    principal: firstChoice(played.task, 'principal'),
    validFrom: await today(played),
  })),
  'choose-formal-mode': enters(
    'chosen',
    ({
      choices: {
        scenario: { formalMode },
      },
    }) => ({
      formalMode,
      reason: formalMode === 'none' ? '各户意愿一致，协议置换即可完成' : '协议置换先行，征收程序同步准备',
    }),
  ),
  'propose-state-ground': enters('proposed', () => stateGround),
  'propose-collective-ground': enters('proposed', () => ({
    ground: 'public-services',
    landUsePlan: true,
    urbanPlan: true,
    explanation: '建设学校和社区医院',
  })),
  'issue-freeze-notice': enters('issued', async (played) => ({
    startsOn: await today(played),
    months: 12,
    matters: '新建、扩建、改建房屋，改变房屋用途，分户、析产',
    authorities: [{ name: '示例不动产登记机构' }, { name: '示例派出所' }],
  })),
};
