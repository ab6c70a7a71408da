import { ballotsOf, panelOf } from '../../db/repositories/review-panel.repository.js';
import { opinionOf, sittingsOf } from '../../db/repositories/review-sittings.repository.js';
import type { Sitting } from '../../db/repositories/review-sittings.repository.js';
import type { Review } from '../../db/repositories/reviews.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { panelCategoryLabels } from '../../rules/panel/compose-panel.js';
import { panelVoteTerms, specialProblemTerms } from '../../rules/panel/special-problem.js';
import { relationshipLabels } from '../../rules/staff/recusal.js';
import { formatYuan } from '../../rules/units.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection } from './sheet.js';

const yuanOf = (fen: bigint | null): string | null => (fen === null ? null : `${formatYuan(fen)} 元`);

/** What the panel is asked. */
export function matterSection(review: Review): SheetSection {
  return linesSection('评议事项', [
    ['评议编号', review.number],
    ['类别', specialProblemTerms[review.problem].label],
    ['情况', review.circumstances, '不公示'],
    ['评议问题', review.question],
    ['拟处理意见', review.treatment],
    ['涉及金额', yuanOf(review.amountFen)],
    ['方案最高金额', yuanOf(review.planLimitFen), '评议不得超出方案标准（R-26）'],
    ['方案条款', review.planClause],
    ['本次评议', review.hearing > 1 ? `第 ${String(review.hearing)} 次（复议，由其他人员评议）` : null],
  ]);
}

/** Who sits and whether he may (SD7). */
async function panelSection(tx: Transaction, { id }: Review): Promise<SheetSection> {
  const members = await panelOf(tx, id);
  const stateOf = (tie: (typeof members)[number]['tie']): string => {
    if (tie === null) return '尚未声明';
    return tie === 'none' ? '没有利害关系' : `${relationshipLabels[tie]}，应当回避`;
  };
  return {
    kind: 'table',
    title: '评议小组',
    columns: [
      { label: '人员', numeric: false },
      { label: '类别', numeric: false },
      { label: '回避声明', numeric: false },
    ],
    rows: members.map(({ name, category, tie }) => [name, panelCategoryLabels[category], stateOf(tie)]),
    empty: '尚未组成',
  };
}

const resultOf = ({ outcome }: Sitting): string => {
  if (outcome === null) return '未达法定人数';
  return outcome === 'adopted' ? '通过' : '未通过';
};

/** Counts alone: how a member voted is shown to nobody. */
async function sittingsSection(tx: Transaction, { id }: Review): Promise<SheetSection> {
  const sittings = await sittingsOf(tx, id);
  return {
    kind: 'table',
    title: '表决结果',
    columns: [
      { label: '会议', numeric: false },
      { label: '应到', numeric: true },
      { label: '到会', numeric: true },
      { label: '赞成', numeric: true },
      { label: '结果', numeric: false },
    ],
    rows: sittings.map((sitting) => [
      `第 ${String(sitting.sitting)} 次`,
      String(sitting.members),
      String(sitting.present),
      String(sitting.votesFor),
      resultOf(sitting),
    ]),
    empty: '尚未计票；计票前不显示任何票',
  };
}

/** The members' reasons without their names, once the sitting was counted. */
async function reasonsSection(tx: Transaction, { id }: Review): Promise<SheetSection[]> {
  const counted = (await sittingsOf(tx, id)).findLast(({ outcome }) => outcome !== null);
  if (counted === undefined) return [];
  const ballots = await ballotsOf(tx, id, counted.sitting);
  return [
    {
      kind: 'table',
      title: '到会人员的理由（不署名）',
      columns: [
        { label: '表决', numeric: false },
        { label: '理由', numeric: false },
      ],
      rows: ballots.map(({ vote, reason }) => [panelVoteTerms[vote].label, reason]),
      empty: '没有理由',
    },
  ];
}

async function opinionSection(tx: Transaction, { id }: Review): Promise<SheetSection[]> {
  const opinion = await opinionOf(tx, id);
  if (opinion === undefined) return [];
  return [
    linesSection('评议意见', [
      ['结论', opinion.supported ? '评议通过' : '评议未通过'],
      ['意见', opinion.opinion],
      ['理由', opinion.reasons],
      ['准予金额', yuanOf(opinion.amountFen)],
    ]),
  ];
}

/** All of a review; the reasons only for whoever draws up the opinion. */
export async function reviewSections(tx: Transaction, review: Review, withReasons: boolean): Promise<SheetSection[]> {
  return [
    matterSection(review),
    await panelSection(tx, review),
    await sittingsSection(tx, review),
    ...(withReasons ? await reasonsSection(tx, review) : []),
    ...(await opinionSection(tx, review)),
  ];
}
