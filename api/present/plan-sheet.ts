import { consultationOf, hearingOf, willingnessOf } from '../../db/repositories/plan-opinions.repository.js';
import { planNoticesOf } from '../../db/repositories/plan-notices.repository.js';
import { earlierPlan, planOf, planTrack } from '../../db/repositories/plans.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { componentLabels } from '../../rules/compensation/component.js';
import { standardRows } from '../../rules/plan/check-draft.js';
import { comparePlans } from '../../rules/plan/plan-figures.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection, tableSection } from './sheet.js';

const yesOrNo = (value: boolean): string => (value ? '是' : '否');

/** The plan, how it differs from the plan adopted before, opinions with their answers, and its notices. */
export async function planSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  return [
    ...(await willingnessSections(tx, trackId)),
    ...(await figureSections(tx, trackId)),
    ...(await opinionSections(tx, trackId)),
    await noticeSection(tx, trackId),
  ];
}

async function willingnessSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const count = await willingnessOf(tx, trackId);
  if (count === undefined) return [];
  const { units, agreeing, countedOn, witness } = count;
  const votes = `共 ${String(units)} 户，同意 ${String(agreeing)} 户`;
  return [
    linesSection('意愿征询', [
      ['结果', votes, '沉默不算同意'],
      ['计票日', countedOn],
      ['见证人', witness],
    ]),
  ];
}

async function figureSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const plan = await planOf(tx, trackId);
  if (plan === undefined) return [];
  const track = await planTrack(tx, trackId);
  const sections: SheetSection[] = [
    linesSection('补偿方案', [
      ['文号', plan.number],
      ['评估均价时点', plan.priceDate],
      ['修改情况', plan.changes],
    ]),
    tableSection(
      '方案标准',
      ['标准', '数值', '方案条款'],
      standardRows(plan.figures, track.policy).map(({ label, words, clause }) => [label, words, clause]),
    ),
  ];
  const earlier = await earlierPlan(tx, track);
  if (earlier === undefined) return sections;
  const differences = comparePlans(earlier, plan.figures, track.policy).value.map((each) => [
    componentLabels[each.component],
    each.earlier,
    each.later,
    each.reason ?? '没有理由，不能通过',
  ]);
  const columns = ['标准', '先通过的方案', '本方案', '理由'];
  return [...sections, tableSection('与先通过的方案比较', columns, differences, '各项标准一致（R-26）')];
}

async function opinionSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const consultation = await consultationOf(tx, trackId);
  const hearing = await hearingOf(tx, trackId);
  const sections: SheetSection[] = [];
  if (consultation !== undefined) {
    const rows = consultation.opinions.map(({ number, source, text, unlawful, accepted, answer }) => [
      String(number),
      source,
      text,
      yesOrNo(unlawful),
      accepted === null ? '' : yesOrNo(accepted),
      answer ?? '未答复',
    ]);
    const columns = ['编号', '来源', '意见', '认为不合规定', '采纳', '答复'];
    sections.push(tableSection('方案意见', columns, rows, '征求意见期间没有收到意见'));
  }
  if (hearing !== undefined) {
    sections.push(
      linesSection('听证', [
        ['听证日', hearing.heldOn],
        ['地点', hearing.place],
        ['到会', `${String(hearing.attendees)} 人`],
        ['要点', hearing.summary],
      ]),
    );
  }
  return sections;
}

async function noticeSection(tx: Transaction, trackId: string): Promise<SheetSection> {
  const notices = await planNoticesOf(tx, trackId);
  const rows = notices.map(({ number, title, publishedOn, endsOn }) => [
    number,
    title,
    publishedOn ?? '未发布',
    endsOn ?? '',
  ]);
  return tableSection('方案公告', ['编号', '标题', '发布日', '期满日'], rows, '尚未发布公告');
}
