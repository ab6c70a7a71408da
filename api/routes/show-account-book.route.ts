import { movementsOf, trialBalance } from '../../db/repositories/account-book.repository.js';
import { exceptionsOf } from '../../db/repositories/bank-exceptions.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { formatYuan } from '../../rules/units.js';
import { bankExceptionTerms, bookAccountTerms, movementTerms } from '../../rules/vocabulary/account-book.js';
import { accountBook, accountBookQuery, idParams } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

const MOVEMENTS_AT_ONCE = 100;

/** 专户账簿: what is in each account, every movement with both its sides, and what the bank said that does not fit. */
export const showAccountBookRoute = defineRoute({
  method: 'get',
  path: '/projects/:id/account-book',
  access: 'read-account-book',
  summary: '项目专户的账簿、试算平衡和银行回单异常',
  params: idParams,
  query: accountBookQuery,
  answer: accountBook,
  handle: async ({ params: { id }, query }, { db }) => {
    const body = await db.transaction(async (tx) => {
      const { name } = await registeredProject(tx, id);
      const { lines, balanced } = await trialBalance(tx, id);
      const movements = await movementsOf(tx, id, { before: query.before ?? null, limit: MOVEMENTS_AT_ONCE });
      const exceptions = await exceptionsOf(tx, id);
      return {
        projectName: name,
        balanced,
        accounts: lines.map(({ account, debitFen, creditFen, balanceFen }) => ({
          account,
          label: bookAccountTerms[account].label,
          debitYuan: formatYuan(debitFen),
          creditYuan: formatYuan(creditFen),
          balanceYuan: formatYuan(balanceFen),
        })),
        movements: movements.map(({ amountFen, debited, debitedFen, credited, creditedFen, ...movement }) => ({
          ...movement,
          kindLabel: movementTerms[movement.kind].label,
          amountYuan: formatYuan(amountFen),
          debitLabel: bookAccountTerms[debited].label,
          debitBalanceYuan: formatYuan(debitedFen),
          creditLabel: bookAccountTerms[credited].label,
          creditBalanceYuan: formatYuan(creditedFen),
        })),
        exceptions: exceptions.map(({ amountFen, ...exception }) => ({
          ...exception,
          kindLabel: bankExceptionTerms[exception.kind].label,
          amountYuan: formatYuan(amountFen),
        })),
      };
    });
    return { status: 200, body };
  },
});
