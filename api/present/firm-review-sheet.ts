import { appraisalResults } from '../../db/repositories/appraisal-ballots-read.repository.js';
import {
  appraisalPlanOf,
  measuresOf,
  openPointsBefore,
  riskPointsOf,
} from '../../db/repositories/review-facts.repository.js';
import { getYearlyReview } from '../../db/repositories/yearly-reviews.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { RiskPoint } from '../../rules/supervision/risk-points.js';
import { riskStratumLabels } from '../../rules/supervision/risk-stratum.js';
import type { SheetSection } from '../contract/index.js';
import { People } from './people.js';
import { linesSection, tableSection } from './sheet.js';

async function appraisalSections(tx: Transaction, reviewId: string): Promise<SheetSection[]> {
  const plan = await appraisalPlanOf(tx, reviewId);
  if (!plan) return [];
  const results = await appraisalResults(tx, reviewId);
  const measures = await measuresOf(tx, reviewId);
  const nameOf = (id: string) => results.find(({ accountId }) => accountId === id)?.displayName ?? '—';
  return [
    linesSection('评议安排', [
      ['截止日', plan.closesOn],
      [
        '票数',
        `居民 ${String(plan.residents)}，居村委 ${String(plan.committee)}，同事 ${String(plan.colleagues)}`,
        '评议码只发一次；选票与评议码分开保存（R-75）',
      ],
    ]),
    tableSection(
      '评议结果',
      ['人员', '票数', '得分', '反映人情关系', '结论'],
      results.map(({ displayName, ballots, scoreHundredths, favourReports, below }) => [
        displayName,
        String(ballots),
        scoreHundredths === null ? '—' : (scoreHundredths / 100).toFixed(2),
        `${String(favourReports)} 次`,
        below ? '须定措施' : '合格',
      ]),
      '尚未截止，不显示任何票',
    ),
    tableSection(
      '措施',
      ['人员', '措施', '落实情况'],
      measures.map(({ accountId, measure, carriedOut }) => [nameOf(accountId), measure, carriedOut]),
      '没有措施',
    ),
  ];
}

async function pointsSection(tx: Transaction, title: string, points: readonly RiskPoint[], empty: string) {
  const people = await People.of(
    tx,
    points.map(({ ownerId }) => ownerId),
  );
  const rows = points.map(({ point, basis, level, measure, ownerId, reviewOn, closed }) => [
    point,
    basis,
    riskStratumLabels[level],
    measure,
    people.nameOf(ownerId),
    reviewOn,
    closed ? '已了结' : '未了结',
  ]);
  return tableSection(title, ['风险点', '依据', '等级', '防控措施', '责任人', '复查日', '状态'], rows, empty);
}

/** What a review of a firm has found, as far as it has come. */
export async function firmReviewSections(tx: Transaction, reviewId: string): Promise<SheetSection[]> {
  const { kind, period, firmName, number } = await getYearlyReview(tx, reviewId);
  const head = linesSection(kind === 'appraisal' ? '民主评议' : '廉洁风险排查', [
    ['编号', number],
    ['事务所', firmName],
    ['期间', period],
  ]);
  if (kind === 'appraisal') return [head, ...(await appraisalSections(tx, reviewId))];
  return [
    head,
    await pointsSection(tx, '上次未了结', await openPointsBefore(tx, reviewId), '上次没有未了结的风险点'),
    await pointsSection(tx, '本次清单', await riskPointsOf(tx, reviewId), '尚未填写'),
  ];
}
