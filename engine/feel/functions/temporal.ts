import { FeelDate, FeelDateTime, duration, parseDate, parseDateTime } from 'feelin';
import type { FunctionTable } from '../functions.js';
import { evaluationTime } from '../evaluation-time.js';

const pad = (value: number): string => String(value).padStart(2, '0');

function now(): FeelDateTime | null {
  return parseDateTime(new Date(evaluationTime()).toISOString());
}

function today(): FeelDate | null {
  return parseDate(new Date(evaluationTime()).toISOString().slice(0, 10));
}

function lastDayOfMonth(date: unknown): FeelDate | null {
  if (!(date instanceof FeelDate || date instanceof FeelDateTime)) return null;
  const lastDay = new Date(Date.UTC(date.year, date.month, 0)).getUTCDate();
  return parseDate(`${String(date.year).padStart(4, '0')}-${pad(date.month)}-${pad(lastDay)}`);
}

/** Whole months only, days left over are dropped (feelin keeps them). */
function yearsAndMonths(from: unknown, to: unknown): unknown {
  if (!(from instanceof FeelDate || from instanceof FeelDateTime)) return null;
  if (!(to instanceof FeelDate || to instanceof FeelDateTime)) return null;
  const between = (to.year - from.year) * 12 + (to.month - from.month);
  const overshoot = between > 0 && to.day < from.day ? -1 : between < 0 && to.day > from.day ? 1 : 0;
  const months = between + overshoot;
  return duration(`${months < 0 ? '-' : ''}P${String(Math.abs(months))}M`);
}

export const temporalFunctions: FunctionTable = {
  now: ['', now],
  today: ['', today],
  'last day of month': ['date', lastDayOfMonth],
  'years and months duration': ['from, to', yearsAndMonths],
};
