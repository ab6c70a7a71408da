/** Works out when a cron expression is due: strictly after the given instant, ms, in UTC. */
export interface Cron {
  /** Throws an Error when there is no such instant. */
  next(after: number): number;
}

type DayTest = (day: Day) => boolean;

interface Day {
  readonly date: number;
  readonly weekday: number;
  /** Days of the month. */
  readonly length: number;
  /** Weekday of the first of the month. */
  readonly firstWeekday: number;
}

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_MS = 86_400_000;
/** The 29th of February falls on a given weekday at least once in so many days. */
const LONGEST_SEARCH_DAYS = 41 * 366;

/**
 * Reads a cron expression as Spring has them: second, minute, hour, day of the month, month and day of the week, which
 * all have to agree; with L, W and # for days, and with macros. Throws an Error with a sentence.
 */
export function parseCron(text: string): Cron {
  const fields = (MACROS[text.trim().toLowerCase()] ?? text).trim().toUpperCase().split(/\s+/);
  const [second, minute, hour, dayOfMonth, month, dayOfWeek, tooMuch] = fields;
  if (dayOfWeek === undefined || tooMuch !== undefined)
    throw new Error(`expected six fields from second to day of the week, but found ${String(fields.length)}`);
  const times = timesOfDay(values(second, 0, 59), values(minute, 0, 59), values(hour, 0, 23));
  const months = new Set(values(month, 1, 12, MONTHS));
  const isDue = both(list(dayOfMonth).map(dateTest), list(dayOfWeek).map(weekdayTest));
  return {
    next: (after) => {
      for (
        let day = 0, midnight = after - mod(after, DAY_MS);
        day < LONGEST_SEARCH_DAYS;
        day += 1, midnight += DAY_MS
      ) {
        if (!months.has(new Date(midnight).getUTCMonth() + 1) || !isDue(dayOf(midnight))) continue;
        const time = times.find((ms) => midnight + ms > after);
        if (time !== undefined) return midnight + time;
      }
      throw new Error('it is never due');
    },
  };
}

const mod = (value: number, by: number): number => ((value % by) + by) % by;

const timesOfDay = (seconds: readonly number[], minutes: readonly number[], hours: readonly number[]): number[] =>
  hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1_000)),
  );

function dayOf(midnight: number): Day {
  const at = new Date(midnight);
  const [date, weekday] = [at.getUTCDate(), at.getUTCDay()];
  const length = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  return { date, weekday, length, firstWeekday: mod(weekday - (date - 1), 7) };
}

const both =
  (dates: readonly DayTest[], weekdays: readonly DayTest[]): DayTest =>
  (day) =>
    dates.some((test) => test(day)) && weekdays.some((test) => test(day));

const list = (field = ''): string[] => field.split(',');

/** `L`, `L-3`, `LW`, `15W`, or plain days of the month. */
function dateTest(part: string): DayTest {
  const last = /^L(?:-(\d+))?$/.exec(part);
  if (last !== null) return ({ date, length }) => date === length - Number(last[1] ?? 0);
  if (part === 'LW') return (day) => day.date === nearestWorkday(day, day.length);
  const workday = /^(\d+)W$/.exec(part);
  if (workday !== null) {
    const [wanted = 1] = values(workday[1], 1, 31);
    return (day) => wanted <= day.length && day.date === nearestWorkday(day, wanted);
  }
  const dates = new Set(values(part, 1, 31));
  return ({ date }) => dates.has(date);
}

/** Monday to Friday, as near as can be within the same month. */
function nearestWorkday({ firstWeekday, length }: Day, date: number): number {
  const weekday = mod(firstWeekday + date - 1, 7);
  if (weekday === 6) return date > 1 ? date - 1 : date + 2;
  if (weekday === 0) return date < length ? date + 1 : date - 2;
  return date;
}

/** `FRIL`, `5#2`, or plain days of the week; 0 and 7 are Sunday. */
function weekdayTest(part: string): DayTest {
  const last = /^(\w+?)L$/.exec(part);
  if (last !== null) {
    const weekdays = daysOfWeek(last[1]);
    return ({ date, weekday, length }) => weekdays.has(weekday) && date > length - 7;
  }
  const [day, nth] = part.split('#');
  const weekdays = daysOfWeek(day);
  if (nth === undefined) return ({ weekday }) => weekdays.has(weekday);
  const [which = 1] = values(nth, 1, 5);
  return ({ date, weekday }) => weekdays.has(weekday) && Math.ceil(date / 7) === which;
}

const daysOfWeek = (part: string | undefined): ReadonlySet<number> =>
  new Set(values(part, 0, 7, WEEKDAYS).map((day) => day % 7));

/** Every value of a list of `*`, `?`, `a`, `a-b`, `a/step` and `a-b/step`, in order; names count from the least. */
function values(field = '', least: number, most: number, names: readonly string[] = []): number[] {
  const found = field.split(',').flatMap((part) => range(part, least, most, names));
  return [...new Set(found)].sort((one, other) => one - other);
}

function range(part: string, least: number, most: number, names: readonly string[]): number[] {
  const number = (word: string): number => (names.includes(word) ? names.indexOf(word) + least : Number(word));
  const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
  const [, any, first = '', last, step] = match ?? [];
  const from = any === undefined ? number(first) : least;
  const upTo = any !== undefined || (last === undefined && step !== undefined) ? most : number(last ?? first);
  // A range may end on a Sunday: FRI-SUN.
  const to = names === WEEKDAYS && upTo === 0 && from > 0 ? most : upTo;
  const by = Number(step ?? 1);
  if (match === null || !(from >= least && to <= most && from <= to && by >= 1))
    throw new Error(`'${part}' is not within ${String(least)} and ${String(most)}`);
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}
