import { mayDo } from '../authorize.js';
import { registerList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { registers } from '../registers/index.js';
import { headingOf } from '../registers/present-register.js';

export const listRegistersRoute = defineRoute({
  method: 'get',
  path: '/registers',
  access: 'staff',
  summary: '登记簿目录',
  answer: registerList,
  handle: ({ caller }) => {
    const items = registers.filter(({ read }) => mayDo(caller, read)).map(headingOf);
    return Promise.resolve({ status: 200, body: { items } });
  },
});
