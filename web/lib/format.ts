/** How amounts, areas and times are written for people. Money arrives as yuan text, area as m² text, never as a number. */
import { formatDate, formatInstant, isIsoDate } from '../../rules/dates.js';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function groupedDecimal(text: string): string {
  const [whole = '', fraction] = text.split('.');
  return fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
}

/** `"909353.16"` → `909,353.16 元`; a dash when there is no amount yet. */
export const money = (yuan: string | null | undefined): string => (yuan ? `${groupedDecimal(yuan)} 元` : '—');

/** `"18.33"` → `18.33 ㎡`. */
export const area = (sqm: string | null | undefined): string => (sqm ? `${groupedDecimal(sqm)} ㎡` : '—');

/** `8500` basis points → `85%`; two decimals only when they say something. */
export function percent(basisPoints: number): string {
  const text = (basisPoints / 100).toFixed(2).replace(/\.?0+$/, '');
  return `${text}%`;
}

/** The calendar day in Shanghai: `2021年7月8日`; also of a date without a time. */
export function day(at: string | null | undefined): string {
  if (!at) return '—';
  return isIsoDate(at) ? formatDate(at) : (moment(at).split(' ')[0] ?? '—');
}

/** Day and minute in Shanghai: `2021年7月8日 09:30`. */
export const moment = (at: string | null | undefined): string => (at ? formatInstant(new Date(at).toISOString()) : '—');

/** The first and last characters of a content hash: enough to compare by eye, the whole is in the title. */
export const shortHash = (hash: string): string => (hash.length > 20 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash);

const UNITS = [
  { seconds: 86_400, label: '天' },
  { seconds: 3_600, label: '小时' },
  { seconds: 60, label: '分' },
  { seconds: 1, label: '秒' },
] as const;

/** A span of time in its two largest units: `3 天 4 小时`. */
export function span(milliseconds: number): string {
  let rest = Math.max(0, Math.floor(milliseconds / 1000));
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest %= unit.seconds;
    if (count > 0 || parts.length > 0) parts.push(`${String(count)} ${unit.label}`);
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : '0 秒';
}
