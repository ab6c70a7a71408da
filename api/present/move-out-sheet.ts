import {
  handoverDateOf,
  handoverRecords,
  lateMoveOutsOf,
  rightEndedOf,
} from '../../db/repositories/move-out.repository.js';
import { getHousehold } from '../../db/repositories/households.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { endedRightTerms, lateMoveOutTerms } from '../../rules/move-out/handover.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { SheetSection } from '../contract/index.js';
import { People } from './people.js';
import { linesSection } from './sheet.js';

const plain = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }));

async function recordsSection(tx: Transaction, householdId: string): Promise<SheetSection> {
  const records = await handoverRecords(tx, householdId);
  const people = await People.of(
    tx,
    records.map(({ officerId }) => officerId),
  );
  return {
    kind: 'table',
    title: '查验记录',
    columns: plain('次', '经办人', '钥匙', '水表', '电表', '燃气表', '已腾空'),
    rows: records.map(({ round, officerId, keys, water, electricity, gas, vacated }) => [
      String(round),
      people.nameOf(officerId),
      String(keys),
      water,
      electricity,
      gas,
      vacated ? '是' : '否',
    ]),
    empty: '尚未查验',
  };
}

/** How far the household has left the house; the records stay hidden from an officer who still has to look. */
export async function moveOutSections(
  tx: Transaction,
  householdId: string,
  withRecords: boolean,
): Promise<SheetSection[]> {
  const household = await getHousehold(tx, householdId);
  const agreed = await handoverDateOf(tx, householdId);
  const late = await lateMoveOutsOf(tx, householdId);
  const ended = await rightEndedOf(tx, householdId);
  return [
    linesSection('搬迁交房', [
      ['房屋', household.address],
      ['房屋类型', labelOf('tenure', household.tenure)],
      ['交房日期', agreed?.handoverOn],
      ['与何人商定', agreed?.agreedWith],
      [
        '权利凭证',
        ended && `${endedRightTerms[ended.right].label}：${ended.paperNumber}，${ended.office}，${ended.endedOn}`,
      ],
    ]),
    ...(withRecords ? [await recordsSection(tx, householdId)] : []),
    ...(late.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: '逾期后的决定',
            columns: plain('后续', '理由'),
            rows: late.map(({ nextStep, reason }) => [lateMoveOutTerms[nextStep].label, reason]),
            empty: '没有',
          },
        ]),
  ];
}
