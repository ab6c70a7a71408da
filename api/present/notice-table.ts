import type { NoticeContent } from '../../db/repositories/notices.repository.js';
import type * as contract from '../contract/index.js';

/** Columns a notice may have, in the order people read them. What has no label here (ids) is not shown. */
const COLUMN_LABELS = {
  caseNumber: '案号',
  householdNumber: '户编号',
  address: '地址',
  holderName: '权利人（承租人）',
  maskedName: '权利人（承租人）',
  tenure: '房屋类型',
  areaSqm: '认定面积（平方米）',
  areaBasis: '认定依据',
  unitPriceYuan: '评估单价（元/平方米）',
  totalYuan: '补偿总额（元）',
  agencyName: '评估机构',
  votes: '得票',
  rank: '名次',
  recognisedPersons: '认定人数',
  result: '结果',
  question: '评议事项',
  opinion: '评议意见',
} as const;

/** Rows of a notice as a table of text. */
export function noticeTableOf(content: NoticeContent): contract.NoticeTable {
  const present = new Set(content.rows.flatMap((row) => Object.keys(row)));
  const columns = Object.entries(COLUMN_LABELS)
    .filter(([key]) => present.has(key))
    .map(([key, label]) => ({ key, label }));
  const rows = content.rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, cell(row[key])])));
  return { columns, rows };
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}

const FIGURES = {
  units: { label: '计户总数', unit: ' 户' },
  sealed: { label: '已盖章', unit: ' 户' },
  rate: { label: '签约率', unit: '' },
  effectiveRate: { label: '生效比例', unit: '' },
  reachedAt: { label: '达到时间', unit: '' },
  effectiveOn: { label: '生效日期', unit: '' },
} as const;

/** Summary and figures of a notice as Chinese sentences. */
export function noticeSummary(content: NoticeContent | null): string {
  if (content === null) return '';
  const figures = Object.entries(FIGURES).flatMap(([key, { label, unit }]) => {
    const text = cell(content.notice[key]);
    return text === '' ? [] : [`${label}：${text}${unit}`];
  });
  const sentences = [cell(content.notice['summary']), figures.join('；')].filter((text) => text !== '');
  return sentences.map((text) => `${text}。`).join('');
}
