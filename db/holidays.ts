import { createRequire } from 'node:module';
import type { HolidayCalendar } from '../rules/period.js';

interface Arrangement {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

const load = createRequire(import.meta.url);
const { holidays, workdays } = load('chinese-days/dist/chinese-days.json') as Arrangement;

const years = Object.keys(holidays).map((date) => date.slice(0, 4));
years.sort();

/** The holiday arrangements of the State Council, as far as they have been announced. */
export const holidayCalendar: HolidayCalendar = {
  version: `chinese-days ${years.at(-1) ?? ''}`,
  knownFrom: `${years[0] ?? ''}-01-01`,
  knownTo: `${years.at(-1) ?? ''}-12-31`,
  holidays: new Set(Object.keys(holidays)),
  workingWeekends: new Set(Object.keys(workdays)),
};
