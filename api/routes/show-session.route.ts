import { session } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { sessionOf } from '../present/session.js';

/** Who is signed in; nobody is an answer too, so that pages can ask before they show the sign-in form. */
export const showSessionRoute = defineRoute({
  method: 'get',
  path: '/session',
  access: 'anyone',
  summary: '当前登录者',
  answer: session,
  handle: ({ caller }) => Promise.resolve({ status: 200, body: sessionOf(caller) }),
});
