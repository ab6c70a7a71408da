import { defineRoute } from '../define-route.js';

/** Ends the session; signing out twice is no fault. */
export const signOutRoute = defineRoute({
  method: 'delete',
  path: '/session',
  access: 'anyone',
  summary: '退出登录',
  handle: async ({ session }) => {
    await session.signOut();
    return { status: 204 };
  },
});
