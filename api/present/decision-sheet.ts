import { enforceability, getDecision, isHalted } from '../../db/repositories/compensation-decisions.repository.js';
import type { CompensationDecision } from '../../db/repositories/compensation-decisions.repository.js';
import {
  applicationOf,
  choiceOf,
  hearingOf,
  papersOf,
  remediesOf,
  reportOf,
  rulingOf,
  serviceOf,
} from '../../db/repositories/decision-facts.repository.js';
import { settledOf } from '../../db/repositories/decision-conclusion.repository.js';
import { missingFor, reservedFor } from '../../db/repositories/decision-funds.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { decisionPaperLabels, unclearOwnerPaperLabels } from '../../rules/expropriation/compensation-decision.js';
import { courtPaperLabels } from '../../rules/expropriation/enforcement.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection } from './sheet.js';

const PAPERS: Readonly<Record<string, string>> = {
  ...decisionPaperLabels,
  ...unclearOwnerPaperLabels,
  ...courtPaperLabels,
};

const HALTED = '征收决定已被撤销或裁定停止执行，恢复以前不得作出补偿决定、催告或申请执行';

async function papersSection(tx: Transaction, title: string, entryId: string): Promise<SheetSection> {
  const papers = await papersOf(tx, entryId);
  return {
    kind: 'table',
    title,
    columns: [
      { label: '材料', numeric: false },
      { label: '文号或所在', numeric: false },
    ],
    rows: papers.map(({ paper, reference }) => [PAPERS[paper] ?? paper, reference]),
    empty: '没有材料',
  };
}

async function reportSections(tx: Transaction, decisionId: string): Promise<SheetSection[]> {
  const report = await reportOf(tx, decisionId);
  if (report === undefined) return [];
  const { amountFen, exchangeValueFen } = report;
  return [
    linesSection('补偿方案（由该户选择）', [
      ['货币补偿', `${formatYuan(amountFen)} 元`, '由规则计算，不能人工填写（SD18）'],
      ['产权调换房屋', report.exchangeHouse],
      ['产权调换面积', `${formatSqm(report.exchangeAreaHundredths)} 平方米`],
      ['产权调换价值', `${formatYuan(exchangeValueFen)} 元`],
      ['结算差价', `${formatYuan(amountFen - exchangeValueFen)} 元`, '货币补偿减产权调换价值'],
      ['周转用房', report.temporaryHousing],
      ['权利人不明确', report.ownerUnclear ? '是' : '否'],
    ]),
    await papersSection(tx, '报告材料', report.entryId),
  ];
}

async function courseSection(tx: Transaction, decision: CompensationDecision): Promise<SheetSection[]> {
  const told = await serviceOf(tx, decision.id, 'serve-decision-report');
  const hearing = await hearingOf(tx, decision.id);
  const served = await serviceOf(tx, decision.id, 'serve-decision');
  const state = served && (await enforceability(tx, decision));
  const remedies = await remediesOf(tx, decision.id);
  const application = await applicationOf(tx, decision.id);
  const ruling = await rulingOf(tx, decision.id);
  const chosen = await choiceOf(tx, decision.id);
  const halted = await isHalted(tx, decision.id);
  const missing = told === undefined || served !== undefined ? 0n : await missingFor(tx, decision);
  const settled = await settledOf(tx, decision.id);
  return [
    linesSection('办理经过', [
      ['暂停办理', halted ? HALTED : null, '征收与补偿条例第14条'],
      ['报告告知', told && `${told.servedOn}，${told.manner}`],
      ['听取意见', hearing && `${hearing.heardOn}：${hearing.opinion}`],
      ['调解', hearing?.mediationOn && `${hearing.mediationOn}：${hearing.mediationResult ?? '—'}`],
      ['决定送达', served && `${served.servedOn}，${served.manner}`],
      ['搬迁期限', state?.moveOutBy],
      [
        '复议诉讼至',
        state && (state.remedy.until ?? '正在审理'),
        '期满且无复议、诉讼，方可催告（征收与补偿条例第28条）',
      ],
      ['申请复议', remedies?.reviewFiledOn],
      ['提起诉讼', remedies?.suitFiledOn],
      ['催告送达', state?.demandServedOn],
      ['受理法院', application?.court],
      ['缺口', missing > 0n ? `${formatYuan(missing)} 元` : null, '存入专户并登记后，决定才能作出'],
      ['专户留存', `${formatYuan(await reservedFor(tx, decision.id))} 元`, '只用于该户，其他清单不能动用（R-56）'],
      ['已提供房屋', application?.houseProvided],
      ['裁定与执行', ruling && `${ruling.ruledOn}：${ruling.ruling}`],
      ['补偿方式', chosen && `${labelOf('compensationChoice', chosen.choice)}，${chosen.chosenOn}`],
      ['应付该户', settled && `${formatYuan(settled.dueFen)} 元`],
      ['该户应补差价', settled && settled.fromHouseholdFen > 0n ? `${formatYuan(settled.fromHouseholdFen)} 元` : null],
    ]),
    ...(application ? [await papersSection(tx, '申请材料', application.entryId)] : []),
  ];
}

/** A household's decision: what is offered, with its papers, and how far the procedure has come. */
export async function decisionSections(tx: Transaction, decisionId: string): Promise<SheetSection[]> {
  const decision = await getDecision(tx, decisionId);
  return [
    linesSection('补偿决定', [
      ['编号', decision.number],
      ['户', decision.caseNumber],
      ['方式', labelOf('mode', decision.mode)],
    ]),
    ...(await reportSections(tx, decisionId)),
    ...(await courseSection(tx, decision)),
  ];
}

/** The same for the page of a household's case; one line where no decision was ever asked for. */
export async function decisionOfHousehold(tx: Transaction, householdId: string): Promise<SheetSection[]> {
  const opened = await tx.maybeOne<{ id: string }>('SELECT id FROM compensation_decision WHERE household_id = $1', [
    householdId,
  ]);
  return opened ? decisionSections(tx, opened.id) : [linesSection('补偿决定', [['办理', '没有报请补偿决定']])];
}
