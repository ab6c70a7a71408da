import type { Parameter, Policy } from '../policy/policies.js';
import { areaFactor, formatSqm, formatYuan, multiplyHalfUp } from '../units.js';
import { component } from './component.js';
import type { CompensationComponent, ComponentName } from './component.js';
import type { PlanItem } from './input.js';

/** How a plan states an amount: per m² of the determined area, one sum per certificate, or per month or piece counted. */
type Measure = 'per-sqm' | 'per-certificate' | 'per-month' | 'per-piece';

interface PlanItemDefinition {
  readonly measure: Measure;
  /** The policy's figure, used when the plan names none; absent: the plan must name it. */
  readonly ownAmount?: (policy: Policy) => Parameter<bigint>;
  /** The least per certificate. */
  readonly floor?: (policy: Policy) => Parameter<bigint>;
  /** Granted for living there: a shop, an office, a factory has no claim to it. */
  readonly dwellingsOnly?: true;
}

const definitions = {
  decoration: { measure: 'per-sqm', ownAmount: ({ compensation }) => compensation.decorationFenPerSqm },
  'moving-fee': {
    measure: 'per-sqm',
    ownAmount: ({ compensation }) => compensation.movingFenPerSqm,
    floor: ({ compensation }) => compensation.movingFloorFen,
  },
  'equipment-refit': {
    measure: 'per-certificate',
    ownAmount: ({ compensation }) => compensation.equipmentRefitFen,
    dwellingsOnly: true,
  },
  'area-award': { measure: 'per-sqm' },
  'on-time-signing-award': { measure: 'per-certificate' },
  'on-time-moving-award': { measure: 'per-certificate' },
  'signing-rate-award': { measure: 'per-certificate' },
  'registration-move-award': { measure: 'per-certificate', dwellingsOnly: true },
  'early-signing-award': { measure: 'per-certificate' },
  'collective-signing-award': { measure: 'per-certificate' },
  'small-area-award': { measure: 'per-certificate', dwellingsOnly: true },
  'interest-award': { measure: 'per-certificate' },
  'in-kind-subsidy': { measure: 'per-sqm', dwellingsOnly: true },
  'material-subsidy': { measure: 'per-certificate' },
  // Each district or plan sets its monthly rate: the rules know none.
  'temporary-housing': { measure: 'per-month', dwellingsOnly: true },
  'move-air-conditioner': { measure: 'per-piece', ownAmount: ({ compensation }) => compensation.moveAirConditionerFen },
  'move-phone': { measure: 'per-piece', ownAmount: ({ compensation }) => compensation.movePhoneFen },
  'move-water-heater': { measure: 'per-piece', ownAmount: ({ compensation }) => compensation.moveWaterHeaterFen },
  'move-broadband': { measure: 'per-piece', ownAmount: ({ compensation }) => compensation.moveBroadbandFen },
  'move-cable-tv': { measure: 'per-piece', ownAmount: ({ compensation }) => compensation.moveCableTvFen },
  'move-gas': { measure: 'per-piece', ownAmount: ({ compensation }) => compensation.moveGasFen },
} as const satisfies Partial<Record<ComponentName, PlanItemDefinition>>;

export type PlanItemName = keyof typeof definitions;

export const PLAN_ITEM_NAMES = Object.keys(definitions) as PlanItemName[];

export const isPlanItemName = (text: string): text is PlanItemName => Object.hasOwn(definitions, text);

const definitionOf = (name: PlanItemName): PlanItemDefinition => definitions[name];

/** Must the plan itself name the amount, because the policy has none? */
export function needsPlanAmount(name: PlanItemName): boolean {
  return definitionOf(name).ownAmount === undefined;
}

/** Is the item granted for living in the house, so that no other use has a claim to it? */
export const isForDwellingsOnly = (name: PlanItemName): boolean => definitionOf(name).dwellingsOnly === true;

const COUNTED = { 'per-month': '个月', 'per-piece': '件' } as const;

/** What the item is counted in, where it is: months or pieces; undefined where the house itself is the measure. */
export function countedIn(name: PlanItemName): string | undefined {
  const { measure } = definitionOf(name);
  return measure === 'per-month' || measure === 'per-piece' ? COUNTED[measure] : undefined;
}

/**
 * An amount the project plan grants to all alike. Throws when neither plan nor policy names an amount, or nobody says
 * how many months or pieces: a free amount may never enter (SD18), and checking the input comes first.
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
  const counted = countedIn(item.item);
  if (counted !== undefined) {
    if (item.quantity === undefined) throw new RangeError(`No quantity for ${item.item}`);
    const basis = `${formatYuan(amountFen)}元 × ${item.quantity.toString()}${counted}；${clause}`;
    return component(item.item, amountFen * BigInt(item.quantity), basis);
  }
  const fen = multiplyHalfUp(amountFen, areaFactor(areaHundredths));
  const formula = `${formatYuan(amountFen)}元/㎡ × ${formatSqm(areaHundredths)}㎡`;
  const floor = definition.floor?.(policy);
  if (floor && fen < floor.value) {
    return component(item.item, floor.value, `${formula}，不足最低额按${formatYuan(floor.value)}元；${clause}`);
  }
  return component(item.item, fen, `${formula}；${clause}`);
}
