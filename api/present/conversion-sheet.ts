import { compiledGatesOf, conversionEvidence } from '../../db/repositories/conversion-gates.repository.js';
import { effectsNow, getConversion } from '../../db/repositories/conversion.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { ConversionEffect } from '../../rules/conversion/effects.js';
import { CONVERSION_POINTS, conversionPoints } from '../../rules/conversion/gate-list.js';
import { formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection } from './sheet.js';

const EFFECTS: Readonly<Record<ConversionEffect, string>> = {
  untouched: '协议继续有效，不受影响',
  finish: '已签约，继续审核用印',
  formal: '转入征收程序',
};

/** The eight points with what shows each, and the effect on every household, before anybody decides. */
export async function conversionSections(tx: Transaction, conversionId: string): Promise<SheetSection[]> {
  const conversion = await getConversion(tx, conversionId);
  const gates = await compiledGatesOf(tx, conversionId);
  const evidence = await conversionEvidence(tx, conversionId);
  const effects = await effectsNow(tx, conversion.projectId);
  const count = (wanted: ConversionEffect): string =>
    `${String(effects.filter(({ effect }) => effect === wanted).length)} 户`;
  return [
    linesSection('转征收建议', [
      ['编号', conversion.number],
      ['转为', labelOf('mode', conversion.mode)],
      ['理由', gates?.reason],
      ['未签约户概算', gates && `${formatYuan(gates.budgetFen)} 元`],
    ]),
    {
      kind: 'table',
      title: '八项条件',
      columns: [
        { label: '条件', numeric: false },
        { label: '依据', numeric: false },
        { label: '证明', numeric: false },
      ],
      rows: CONVERSION_POINTS.map((point) => [
        conversionPoints[point].label,
        conversionPoints[point].basis,
        evidence[point] ?? '未满足',
      ]),
      empty: '没有条件',
    },
    linesSection('对各户的影响', [
      ['不受影响', count('untouched'), '已签的协议继续有效（R-14）'],
      ['继续审核用印', count('finish')],
      ['转入征收程序', count('formal'), '补偿标准前后一致（R-26）'],
    ]),
    {
      kind: 'table',
      title: '影响清单',
      columns: [
        { label: '户', numeric: false },
        { label: '协议', numeric: false },
        { label: '影响', numeric: false },
      ],
      rows: effects.map(({ caseNumber, status, effect }) => [
        caseNumber,
        status === null ? '没有协议' : labelOf('agreementStatus', status),
        status === 'returned' ? '整改后转入征收程序' : EFFECTS[effect],
      ]),
      empty: '没有户',
    },
  ];
}
