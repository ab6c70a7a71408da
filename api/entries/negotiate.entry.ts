import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { recordNegotiation } from '../../db/repositories/negotiations.repository.js';
import { componentLabels } from '../../rules/compensation/component.js';
import type { NonResidentialFacts } from '../../rules/compensation/non-residential.js';
import { PLAN_ITEM_NAMES, countedIn } from '../../rules/compensation/plan-items.js';
import type { PlanItemName } from '../../rules/compensation/plan-items.js';
import type { Term } from '../../rules/vocabulary.js';
import { term } from '../../rules/vocabulary/term.js';
import { defineEntry } from './define-entry.js';
import { choice, integer, longText, rows, text, yuan } from './fields.js';

const COUNTED_ITEMS = Object.fromEntries(
  PLAN_ITEM_NAMES.flatMap((item) => {
    const unit = countedIn(item);
    return unit === undefined ? [] : [[item, term(`${componentLabels[item]}（${unit}）`, '按核实的数量补偿', 'SD18')]];
  }),
) as Readonly<Record<PlanItemName, Term>>;

const LOSS_KINDS = {
  rate: term('按比例', '按房屋评估值的规定比例，只在国有土地上', '市政府令第71号第35条'),
  appraised: term('按评估', '有规定年限的效益证明，按评估确定', '征收与补偿条例第23条'),
} as const;

interface GivenBusiness {
  readonly moving?: bigint | undefined;
  readonly movingReport?: string | undefined;
  readonly lostEquipment?:
    readonly { readonly name: string; readonly replacement: bigint; readonly newness: number }[] | undefined;
  readonly lossKind?: keyof typeof LOSS_KINDS | undefined;
  readonly appraisedLoss?: bigint | undefined;
  readonly lossReport?: string | undefined;
  readonly proofYears?: number | undefined;
}

/** The facts of a business as typed; what is missing or too much is refused by its field. */
function businessOf(given: GivenBusiness): NonResidentialFacts {
  const { moving, movingReport, lossKind, appraisedLoss, lossReport, proofYears } = given;
  if ((moving === undefined) !== (movingReport === undefined)) {
    throw refusal('FIELD_MISSING', '搬迁安装费和所依据的报告须一并填写', 'SD18', 'movingReport');
  }
  if (lossKind !== 'appraised' && [appraisedLoss, lossReport, proofYears].some((each) => each !== undefined)) {
    throw refusal('FIELD_NOT_APPLICABLE', '只有按评估的才填写评估金额、报告和效益证明', 'SD18', 'lossKind');
  }
  const appraisal = { amountFen: appraisedLoss ?? 0n, source: lossReport ?? '' };
  return {
    equipmentMoving: moving === undefined ? null : { amountFen: moving, source: movingReport ?? '' },
    lostEquipment: (given.lostEquipment ?? []).map(({ name, replacement, newness }) => ({
      name,
      replacementFen: replacement,
      newnessBp: newness * 100,
    })),
    businessLoss:
      lossKind === 'appraised'
        ? { kind: lossKind, appraisal, proofYears: proofYears ?? 0 }
        : lossKind === undefined
          ? null
          : { kind: lossKind },
  };
}

/**
 * 协商: what this officer noted of the talk, and what he counted where the plan pays by months or pieces. Each of
 * the two enters on his own; only what both have counted is paid. Of a house that nobody lives in also what is moved, lost or
 * stops (征收与补偿条例 art 17, 23): only what both enter alike is computed, and the supervisor passes nothing else.
 */
export const negotiateEntry = defineEntry({
  act: 'negotiate',
  replaces: 'task',
  fields: z.object({
    summary: longText({ title: '协商记录', hint: '谈话时间地点、到场人员、户方诉求、解释的政策、达成的意向' }),
    counts: rows(
      { title: '按数量补偿的项目', hint: '方案按月或按件补偿的，填写现场核实的数量；两名经办人都核实的才计算' },
      { item: choice({ title: '项目' }, COUNTED_ITEMS), quantity: integer({ title: '数量' }, 1, 999) },
      0,
    ).optional(),
    moving: yuan({
      title: '设备搬迁安装费',
      hint: '只在认定为非居住的房屋填写，按评估报告；两名经办人须填写一致',
    }).optional(),
    movingReport: text({ title: '搬迁安装费的评估报告' }).optional(),
    lostEquipment: rows(
      { title: '无法恢复使用的设备', hint: '按重置价结合成新补偿' },
      {
        name: text({ title: '设备名称' }, 60),
        replacement: yuan({ title: '重置价' }),
        newness: integer({ title: '成新率', unit: '%' }, 0, 100),
      },
      0,
    ).optional(),
    lossKind: choice({ title: '停产停业损失', hint: '没有停产停业的不选' }, LOSS_KINDS).optional(),
    appraisedLoss: yuan({ title: '评估的停产停业损失', hint: '只在“按评估”时填写' }).optional(),
    lossReport: text({ title: '停产停业损失的评估报告' }).optional(),
    proofYears: integer({ title: '效益证明的年数', unit: '年' }, 0, 30).optional(),
  }),
  store: async (tx, { entryId, taskCase, round, personId }, { summary, counts = [], ...given }) => {
    const entered = { entryId, householdId: taskCase.id, round, officerId: personId, summary, counts };
    await recordNegotiation(tx, { ...entered, business: businessOf(given) });
  },
});
