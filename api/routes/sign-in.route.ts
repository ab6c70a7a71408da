import { verifyPassword } from '../../db/repositories/accounts.repository.js';
import { ApiError } from '../api-error.js';
import { session, signInBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { findCaller } from '../find-caller.js';
import { sessionOf } from '../present/session.js';
import { admitAttempt } from '../throttled.js';

/** A member of staff signs in with user name and password; wrong ones cost time. */
export const signInRoute = defineRoute({
  method: 'post',
  path: '/session',
  access: 'anyone',
  summary: '工作人员登录',
  body: signInBody,
  answer: session,
  handle: async ({ body, session: control }, { db, throttle }) => {
    await admitAttempt(throttle, body.username, control.address);
    const account = await db.transaction((tx) => verifyPassword(tx, body.username, body.password));
    if (account === null) throw new ApiError('SIGN_IN_FAILED');
    await throttle.succeeded(body.username, control.address);
    const identity = { kind: 'staff', id: account.id } as const;
    await control.signIn(identity);
    return { status: 200, body: sessionOf(await findCaller(db, identity)) };
  },
});
