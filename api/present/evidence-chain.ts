import { evidenceChainOf } from '../../db/repositories/evidence-chain.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { defectsOf } from '../../rules/review/evidence-chain.js';
import type { Evidence } from '../../rules/review/evidence-chain.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection, tableSection } from './sheet.js';

/** The evidence chain of a household's file: what is missing first, then what each claim rests on (R-40). */
export async function evidenceSections(tx: Transaction, householdId: string): Promise<SheetSection[]> {
  const claims = await evidenceChainOf(tx, householdId);
  const defects = defectsOf(claims);
  const count = String(claims.length);
  const state =
    defects.length === 0
      ? `完整：${count} 项都有依据`
      : `${String(defects.length)} 处缺口，审核不能批准，请补齐或按理由退回`;
  return [
    linesSection('证据链', [['状态', state, '面积、人员、每一笔金额和收款账户都须有材料或登记为据（R-40）']]),
    ...(defects.length === 0
      ? []
      : [
          tableSection(
            '证据链缺口',
            ['缺少', '退回理由', '因此没有依据的事项'],
            defects.map(({ missing, reason, claims: hanging }) => [
              missing,
              labelOf('returnReason', reason),
              hanging.join('、'),
            ]),
          ),
        ]),
    tableSection(
      '证据链各项依据',
      ['事项', '数额', '依据'],
      claims.map(({ label, value, evidence }) => [label, value, evidence.map(wordsOf).join('；') || '无']),
    ),
  ];
}

/** A hash is shown by its beginning, as everywhere; the papers themselves open from the bag. */
const wordsOf = ({ label, name, hash }: Evidence): string =>
  `${label}（${name}${hash === null ? '' : `，摘要 ${hash.slice(0, 8)}`}）`;
