import { searchRegister } from '../../db/repositories/registers.repository.js';
import { ApiError } from '../api-error.js';
import { mayDo, roleMissing } from '../authorize.js';
import { registerPage, registerParams, registerQuery } from '../contract/index.js';
import type { RegisterRow } from '../contract/index.js';
import { csvOf } from '../csv.js';
import { defineRoute } from '../define-route.js';
import type { Register } from '../registers/define-register.js';
import { registerOf } from '../registers/index.js';
import { pageFor, presentRows } from '../registers/present-register.js';

/** A file holds at most so many rows; a register of more is asked for by its filters. */
const MOST_ROWS = 10_000;

/** One page of a register, or with `format=csv` all rows that the filters leave as a file. */
export const showRegisterRoute = defineRoute({
  method: 'get',
  path: '/registers/:name',
  access: 'staff',
  summary: '登记簿的一页，可筛选，可导出 CSV',
  params: registerParams,
  query: registerQuery,
  answer: registerPage,
  handle: async ({ params, query: { page, pageSize, q, format, ...wished }, caller }, { db }) => {
    const register = registerOf(params.name);
    if (register === undefined) throw new ApiError('NOT_FOUND');
    if (!mayDo(caller, register.read)) throw roleMissing(register.read);
    const filters = register.filters.flatMap(({ key }) => {
      const value = wished[key];
      return value === undefined || value === '' ? [] : [[key, value] as const];
    });
    const whole = format === 'csv';
    return db.transaction(async (tx) => {
      const { items, total } = await searchRegister(tx, {
        rows: register.rows,
        sort: register.sort,
        filters,
        q: q ?? '',
        textColumns: register.columns.map(({ key }) => key),
        offset: whole ? 0 : (page - 1) * pageSize,
        limit: whole ? MOST_ROWS : pageSize,
      });
      const rows = await presentRows(tx, register, items, caller);
      if (whole) {
        const name = `${register.title}-${await tx.today()}.csv`;
        return {
          status: 200,
          file: { name, mediaType: 'text/csv; charset=utf-8', bytes: csvOf(tableOf(register, rows)) },
        };
      }
      return { status: 200, body: { ...(await pageFor(tx, register, caller)), items: rows, page, pageSize, total } };
    });
  },
});

/** The rows of a register as they leave it in a file. */
const tableOf = ({ columns }: Register, rows: readonly RegisterRow[]): string[][] => [
  [...columns.map(({ label }) => label), '状态', '逾期'],
  ...rows.map(({ cells, stateLabel, overdue }) => [
    ...columns.map(({ key }) => cells[key] ?? ''),
    stateLabel,
    overdue ? '是' : '否',
  ]),
];
