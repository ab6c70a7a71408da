import { searchHouseholds } from '../../db/repositories/household-search.repository.js';
import { householdPage, householdQuery } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { householdRow } from '../present/household.js';

export const listHouseholdsRoute = defineRoute({
  method: 'get',
  path: '/households',
  access: 'read-case',
  summary: '户列表，可按项目、阶段和文字查找',
  query: householdQuery,
  answer: householdPage,
  handle: async ({ query }, { db }) => {
    const { items, ...page } = await db.transaction((tx) => searchHouseholds(tx, query));
    return { status: 200, body: { ...page, items: items.map(householdRow) } };
  },
});
