import { sampleAccounts } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** Whom the sign-in page offers in a demonstration; a real installation has no accounts to show. */
export const listSampleAccountsRoute = defineRoute({
  method: 'get',
  path: '/sample-accounts',
  access: 'anyone',
  summary: '示例账号（仅演示环境）',
  answer: sampleAccounts,
  handle: (_input, services) =>
    Promise.resolve({ status: 200, body: services.demonstration ? [...services.sampleAccounts] : [] }),
});
