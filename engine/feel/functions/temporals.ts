import { Temporal } from 'temporal-polyfill';
import type { Run } from '../run.js';
import type { FeelValue } from '../values/value.js';
import { builtin } from './builtin.js';
import type { Builtin, BuiltinTable } from './builtin.js';
import { TEMPORAL_COST } from '../values/temporal.js';
import { dayOf } from './temporal-conversions.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The clock of the engine speaks UTC, as Camunda's containers do. */
function now({ now: instant }: Run): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('+00:00');
}

function onDay(work: (day: Temporal.PlainDate) => FeelValue | undefined): readonly Builtin[] {
  const run = (_: Run, value: FeelValue = null) => {
    const day = dayOf(value);
    return day === undefined ? undefined : work(day);
  };
  return [builtin('date', run, TEMPORAL_COST)];
}

export const temporalFunctions: BuiltinTable = {
  now: [builtin('', now, TEMPORAL_COST)],
  today: [builtin('', (run) => now(run).toPlainDate(), TEMPORAL_COST)],
  'day of week': onDay((day) => DAYS[day.dayOfWeek - 1]),
  'day of year': onDay((day) => day.dayOfYear),
  'week of year': onDay((day) => day.weekOfYear),
  'month of year': onDay((day) => MONTHS[day.month - 1]),
  'last day of month': onDay((day) => day.with({ day: day.daysInMonth })),
};
