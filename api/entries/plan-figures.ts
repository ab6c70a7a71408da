import type { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { earlierPlan, planOf } from '../../db/repositories/plans.repository.js';
import type { PlanTrack } from '../../db/repositories/plans.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { componentLabels } from '../../rules/compensation/component.js';
import type { ComponentName } from '../../rules/compensation/component.js';
import { PLAN_ITEM_NAMES } from '../../rules/compensation/plan-items.js';
import type { PlanFigures } from '../../rules/plan/plan-figures.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { term } from '../../rules/vocabulary/term.js';
import type { Term } from '../../rules/vocabulary/term.js';
import { area, choice, integer, longText, rows, text, yuan } from './fields.js';

const termsOf = <K extends ComponentName>(names: readonly K[], source: string): Readonly<Record<K, Term>> =>
  Object.fromEntries(
    names.map((name) => [name, term(componentLabels[name], componentLabels[name], source)]),
  ) as Readonly<Record<K, Term>>;

const FORMULA = ['house-value', 'price-subsidy', 'unit-size-subsidy', 'hardship-top-up'] as const;
const itemTerms = termsOf(PLAN_ITEM_NAMES, 'SD18');
const componentTerms = termsOf([...FORMULA, ...PLAN_ITEM_NAMES], 'R-26');
const schemeTerms = {
  state: term('国有土地口径', '评估均价、系数、套型面积补贴', 'R-15'),
  collective: term('集体土地口径', '土地使用权基价、价格补贴', 'R-16'),
} as const;

/** The fields of a plan that money is computed from. */
export const planFigureFields = {
  scheme: choice({ title: '计算口径' }, schemeTerms),
  averagePrice: yuan({ title: '评估均价', hint: '国有土地口径，每平方米' }).optional(),
  subsidyCoefficient: integer({ title: '价格补贴系数', unit: '万分比', hint: '国有土地口径' }, 0, 10_000).optional(),
  unitSizeSubsidy: area({ title: '套型面积补贴', hint: '国有土地口径，每证' }).optional(),
  conversionPrice: yuan({ title: '折算单价', hint: '居住困难户保障用；没有的不填' }).optional(),
  landBasePrice: yuan({ title: '土地使用权基价', hint: '集体土地口径，每平方米' }).optional(),
  priceSubsidy: yuan({ title: '价格补贴', hint: '集体土地口径，每平方米' }).optional(),
  signingPeriod: integer({ title: '签约期限', unit: '日' }, 1, 3650),
  effectiveRate: integer({ title: '生效签约比例', unit: '万分比' }, 1, 10_000),
  grants: rows(
    { title: '补偿和奖励项目', hint: '装潢、搬迁费、奖励等，写明依据的方案条款' },
    {
      item: choice({ title: '项目' }, itemTerms),
      amount: yuan({ title: '标准', hint: '不填的按政策标准' }).optional(),
      clause: text({ title: '方案条款' }, 100),
    },
    0,
    PLAN_ITEM_NAMES.length,
  ),
  reasons: rows(
    { title: '与另一轨方案不一致的理由', hint: '没有不一致的不填（R-26）' },
    { component: choice({ title: '标准' }, componentTerms), reason: longText({ title: '理由' }, 300) },
    0,
    30,
  ),
};
type PlanFields = z.ZodObject<typeof planFigureFields>;
type Given = z.output<PlanFields>;

function needed<T>(value: T | undefined, field: string, label: string): T {
  if (value === undefined) throw refusal('FIELD_MISSING', `请填写${label}`, '项目补偿方案', field);
  return value;
}

/** The figures that were given; a figure that the scheme needs and that is missing is refused. */
export function figuresGiven(values: Given): PlanFigures {
  const figures: PlanFigures['figures'] =
    values.scheme === 'state'
      ? {
          scheme: 'state',
          averagePriceFen: needed(values.averagePrice, 'averagePrice', '评估均价'),
          subsidyCoefficientBp: needed(values.subsidyCoefficient, 'subsidyCoefficient', '价格补贴系数'),
          unitSizeSubsidyHundredths: values.unitSizeSubsidy ?? null,
          conversionPriceFen: values.conversionPrice ?? null,
        }
      : {
          scheme: 'collective',
          landBasePriceFen: needed(values.landBasePrice, 'landBasePrice', '土地使用权基价'),
          priceSubsidyFen: needed(values.priceSubsidy, 'priceSubsidy', '价格补贴'),
        };
  return {
    figures,
    grants: values.grants.map(({ item, amount, clause }) => ({ item, amountFen: amount ?? null, clause })),
    signingPeriodDays: values.signingPeriod,
    effectiveRateBp: values.effectiveRate,
    reasons: values.reasons,
  };
}

/** The last draft, else the plan of the other track where it has the same formula, else what the registration proposed. */
export async function suggestedFigures(tx: Transaction, track: PlanTrack): Promise<Partial<z.input<PlanFields>>> {
  const plan = (await planOf(tx, track.id))?.figures ?? (await earlierPlan(tx, track));
  const { project, mode } = track;
  const scheme = mode === 'collective' ? 'collective' : (plan?.figures.scheme ?? 'state');
  return {
    scheme,
    ...(plan?.figures.scheme === scheme ? pricesOf(plan.figures) : scheme === 'state' ? proposedPrices(project) : {}),
    signingPeriod: plan?.signingPeriodDays ?? project.signingPeriodDays,
    effectiveRate: plan?.effectiveRateBp ?? project.effectiveRateBp,
    grants: (plan?.grants ?? []).map(({ item, amountFen, clause }) => ({
      item,
      clause,
      ...(amountFen !== null && { amount: formatYuan(amountFen) }),
    })),
    reasons: [],
  };
}

type Prices = Partial<z.input<PlanFields>>;

const pricesOf = (figures: PlanFigures['figures']): Prices =>
  figures.scheme === 'collective'
    ? { landBasePrice: formatYuan(figures.landBasePriceFen), priceSubsidy: formatYuan(figures.priceSubsidyFen) }
    : proposedPrices(figures);

const proposedPrices = ({
  averagePriceFen,
  subsidyCoefficientBp,
  unitSizeSubsidyHundredths,
  conversionPriceFen,
}: Pick<
  PlanTrack['project'],
  'averagePriceFen' | 'subsidyCoefficientBp' | 'unitSizeSubsidyHundredths' | 'conversionPriceFen'
>): Prices => ({
  ...(averagePriceFen !== null && { averagePrice: formatYuan(averagePriceFen) }),
  ...(subsidyCoefficientBp !== null && { subsidyCoefficient: subsidyCoefficientBp }),
  ...(unitSizeSubsidyHundredths !== null && { unitSizeSubsidy: formatSqm(unitSizeSubsidyHundredths) }),
  ...(conversionPriceFen !== null && { conversionPrice: formatYuan(conversionPriceFen) }),
});
