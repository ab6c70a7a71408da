import { verifyAccessCode } from '../../db/repositories/households.repository.js';
import { ApiError } from '../api-error.js';
import { householdSignInBody, session } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { codeMarkOf, findCaller } from '../find-caller.js';
import { sessionOf } from '../present/session.js';
import { admitAttempt } from '../throttled.js';

/**
 * A household enters with its case number and access code and sees its own case only; the owner of a let house with
 * the same number and a code of his own.
 */
export const householdSignInRoute = defineRoute({
  method: 'post',
  path: '/household-session',
  access: 'anyone',
  summary: '被征收户或出租房屋产权人凭案号与查询码登录',
  body: householdSignInBody,
  answer: session,
  handle: async ({ body, session: control }, { db, throttle }) => {
    await admitAttempt(throttle, body.caseNumber, control.address);
    const opened = await db.transaction((tx) => verifyAccessCode(tx, body.caseNumber, body.accessCode));
    if (opened === null) throw new ApiError('ACCESS_CODE_WRONG');
    await throttle.succeeded(body.caseNumber, control.address);
    const { party: kind, householdId: id, codeHash } = opened;
    const identity = { kind, id, codeMark: codeMarkOf(codeHash) };
    await control.signIn(identity);
    return { status: 200, body: sessionOf(await findCaller(db, identity)) };
  },
});
