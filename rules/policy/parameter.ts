import type { PeriodLength } from '../period.js';
import type { Fraction } from '../units.js';

/** What a figure of the rules can be. Null: every project must set its own. */
export type ParameterValue = number | bigint | boolean | string | Fraction | PeriodLength | null;

/**
 * Who may change a figure, in which direction, and between which bounds (both allowed themselves).
 * `law`: only a new text of law, which is a new policy version. `district`: the district, for all new projects.
 * `project`: the district, or a plan for its own project. `up` and `down`: only to the stricter side.
 */
export interface ChangeRule {
  readonly by: 'law' | 'district' | 'project';
  readonly direction: 'any' | 'up' | 'down';
  readonly min: number | bigint | null;
  readonly max: number | bigint | null;
}

/**
 * One figure of the rules: its value, the words people know it by, where it comes from, and whether a jurist
 * has confirmed it against the official text. What is not confirmed must be shown as such.
 */
export interface Parameter<T> {
  readonly value: T;
  readonly label: string;
  readonly unit: string;
  readonly basis: string;
  readonly confirmed: boolean;
  readonly change: ChangeRule;
}

const changeable = (by: ChangeRule['by'], rest: Partial<ChangeRule> = {}): ChangeRule => ({
  by,
  direction: 'any',
  min: null,
  max: null,
  ...rest,
});

/** Nobody but the law. */
export const byLaw = changeable('law');
/** The district or a plan, freely; a number stays above zero. */
export const byProject = changeable('project', { min: 1 });
/** The district alone, freely; a number stays above zero. */
export const byDistrict = changeable('district', { min: 1 });
/** The district or a plan, only upwards: a shortest period, a lowest rate. */
export const onlyUp = changeable('project', { direction: 'up' });
/** The district alone, only downwards: a largest gap that is still let pass. */
export const onlyDown = changeable('district', { direction: 'down', min: 0 });
/** The district or a plan, between bounds. */
export const within = (min: number | bigint, max: number | bigint): ChangeRule => changeable('project', { min, max });

/** Seen in an official text or in the source plan. */
export const known = <T extends ParameterValue>(
  value: T,
  label: string,
  unit: string,
  basis: string,
  change: ChangeRule = byLaw,
): Parameter<Widened<T>> => ({ value: value as Widened<T>, label, unit, basis, confirmed: true, change });

/** A proposal, or recalled from practice: shown as unconfirmed until a jurist has checked it. */
export const proposed = <T extends ParameterValue>(
  value: T,
  label: string,
  unit: string,
  basis: string,
  change: ChangeRule = byProject,
): Parameter<Widened<T>> => ({ ...known(value, label, unit, basis, change), confirmed: false });

/** A plain number is any number, not the one it happens to be today; words stay the words they are. */
type Widened<T> = T extends number ? number : T extends bigint ? bigint : T extends boolean ? boolean : T;

/** A choice between words: the parameter may hold each of them. */
export const oneOf = <T extends string>(parameter: Parameter<T>): Parameter<T> => parameter;

export const calendarDays = (amount: number): PeriodLength => ({ amount, unit: 'calendar-day' });
export const workingDays = (amount: number): PeriodLength => ({ amount, unit: 'working-day' });
export const months = (amount: number): PeriodLength => ({ amount, unit: 'month' });
