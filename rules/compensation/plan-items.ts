import type { Parameter, Policy } from '../policy/policies.js';
import { areaFactor, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent, ComponentName } from './component.js';
import type { PlanItem } from './input.js';

/** How a plan states an amount: per m² of the determined area, or one sum per certificate. */
type Measure = 'per-sqm' | 'per-certificate';

interface PlanItemDefinition {
  readonly measure: Measure;
  /** The policy's figure, used when the plan names none; absent: the plan must name it. */
  readonly ownAmount?: (policy: Policy) => Parameter<bigint>;
  readonly floor?: (policy: Policy) => Parameter<bigint>;
}

const definitions = {
  decoration: { measure: 'per-sqm', ownAmount: ({ compensation }) => compensation.decorationFenPerSqm },
  'moving-fee': {
    measure: 'per-sqm',
    ownAmount: ({ compensation }) => compensation.movingFenPerSqm,
    floor: ({ compensation }) => compensation.movingFloorFen,
  },
  'equipment-refit': { measure: 'per-certificate', ownAmount: ({ compensation }) => compensation.equipmentRefitFen },
  'area-award': { measure: 'per-sqm' },
  'on-time-signing-award': { measure: 'per-certificate' },
  'on-time-moving-award': { measure: 'per-certificate' },
  'signing-rate-award': { measure: 'per-certificate' },
  'registration-move-award': { measure: 'per-certificate' },
} as const satisfies Partial<Record<ComponentName, PlanItemDefinition>>;

export type PlanItemName = keyof typeof definitions;

export const PLAN_ITEM_NAMES = Object.keys(definitions) as PlanItemName[];

export const isPlanItemName = (text: string): text is PlanItemName => Object.hasOwn(definitions, text);

const definitionOf = (name: PlanItemName): PlanItemDefinition => definitions[name];

/** Must the plan itself name the amount, because the policy has none? */
export function needsPlanAmount(name: PlanItemName): boolean {
  return definitionOf(name).ownAmount === undefined;
}

/**
 * An amount the project plan grants to all alike. Throws when neither plan nor policy names an amount:
 * a free amount may never enter (SD18), and checking the input comes first.
 */
export function planItemComponent(item: PlanItem, areaHundredths: bigint, policy: Policy): CompensationComponent {
  const definition = definitionOf(item.item);
  const own = definition.ownAmount?.(policy);
  const granted = item.plan ?? (own && { amountFen: own.value, clause: own.basis });
  if (!granted) throw new RangeError(`No plan amount for ${item.item}`);
  const { amountFen, clause } = granted;
  if (definition.measure === 'per-certificate') {
    return component(item.item, amountFen, `每证${formatYuan(amountFen)}元；${clause}`);
  }
  const fen = multiplyHalfUp(amountFen, areaFactor(areaHundredths));
  const formula = `${formatYuan(amountFen)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  const floor = definition.floor?.(policy);
  if (floor && fen < floor.value) {
    return component(item.item, floor.value, `${formula}，不足最低额按${formatYuan(floor.value)}元；${clause}`);
  }
  return component(item.item, fen, `${formula}；${clause}`);
}
