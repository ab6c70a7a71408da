import type { CompensationComponent } from '../rules/compensation/component.js';
import { formatDate } from '../rules/dates.js';
import type { IsoDate } from '../rules/dates.js';
import { formatPercent, formatSqm, formatYuan } from '../rules/units.js';
import { houseUseTerms, modeTerms, tenureTerms } from '../rules/vocabulary/cases.js';
import type { HouseUse, Tenure } from '../rules/vocabulary/cases.js';
import type { Household } from './entities/household.entity.js';
import type { Project } from './entities/project.entity.js';
import type { SigningTerms } from './repositories/signing-watch.repository.js';

/** The third party of an agreement; money in fen. */
export interface OwnerPart {
  readonly name: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly shareFen: bigint;
  readonly basis: string;
}

export interface AgreementContent {
  readonly number: string;
  readonly project: Pick<Project, 'name' | 'code'>;
  /** What the project signs by: its mode, after a conversion that of the formal track, and the rate of the plan. */
  readonly terms: SigningTerms;
  readonly household: Household;
  /** Names of the two bodies that stand behind the agreement. */
  readonly town: string;
  readonly firm: string;
  readonly areaHundredths: bigint;
  readonly areaBasis: string;
  /** As determined. */
  readonly use: HouseUse;
  readonly calculationHash: string;
  readonly components: readonly Pick<CompensationComponent, 'label' | 'fen' | 'basis'>[];
  readonly totalFen: bigint;
  /** Of a house that is let at government rent: who owns it and what he gets beside the household. */
  readonly owner: OwnerPart | null;
  readonly termDays: number;
  readonly preparedOn: IsoDate;
}

const PARTY_B: Readonly<Record<Tenure, string>> = {
  private: '权利人',
  'public-tenancy': '公有房屋承租人',
  'government-rent': '执行政府租金私房承租人',
};

const ownerLines = (owner: OwnerPart | null): string[] =>
  owner === null
    ? []
    : [
        `  另：丙方产权人补偿人民币${formatYuan(owner.shareFen)}元（${owner.basis}），不在乙方合计之内，与乙方补偿款同期付至` +
          `丙方账户：户名${owner.payeeName}，账号${owner.payeeAccount}。`,
      ];

/**
 * The whole text of the e-agreement (R-48, 590 art 25): what stands in the PDF that both sides sign. Everything in it
 * comes from the registers and the computation; there is no place for a free amount (SD18).
 */
export function agreementText(content: AgreementContent): string {
  const { project, terms, household } = content;
  const rate = formatPercent(terms.effectiveRateBp);
  return [
    `房屋${terms.mode === 'negotiated' ? '协议置换' : '征收'}补偿协议`,
    `协议编号：${content.number}`,
    `签约项目：${project.name}（${project.code}），补偿方式：${modeTerms[terms.mode].label}`,
    '',
    `甲方（实施主体）：${content.town}`,
    `受托实施单位：${content.firm}`,
    `乙方（${PARTY_B[household.tenure]}）：${household.holderName}`,
    ...(content.owner === null ? [] : [`丙方（产权人）：${content.owner.name}`]),
    `户编号：${household.caseNumber}`,
    '',
    `第一条 房屋情况。房屋坐落：${household.address}；类型：${tenureTerms[household.tenure].label}；用途：${houseUseTerms[content.use].label}；` +
      `认定建筑面积：${formatSqm(content.areaHundredths)}平方米；认定依据：${content.areaBasis}。`,
    '第二条 补偿项目与金额。',
    ...content.components.map(
      ({ label, fen, basis }, index) => `  ${(index + 1).toString()}．${label}：人民币${formatYuan(fen)}元（${basis}）`,
    ),
    `  合计：人民币${formatYuan(content.totalFen)}元。`,
    ...ownerLines(content.owner),
    `第三条 付款期限。本协议生效之日起${content.termDays.toString()}日内，甲方将补偿款一次性付至乙方下列账户：` +
      `户名${household.payeeName}，账号${household.payeeAccount}。先补偿、后搬迁。`,
    `第四条 生效条件。本项目签约率达到${rate}时本协议生效；未达到的，对双方均无约束力。`,
    '第五条 电子形式。双方同意以电子文件订立本协议；本协议文本锁定，任何改动都会使其哈希值改变，原签署与审核随之失效。',
    `第六条 计算留痕。补偿计算版本：${content.calculationHash}。`,
    '',
    `文本生成日期：${formatDate(content.preparedOn)}`,
  ].join('\n');
}
