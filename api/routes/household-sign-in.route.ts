import { verifyAccessCode } from '../../db/repositories/households.repository.js';
import { ApiError } from '../api-error.js';
import { householdSignInBody, session } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { codeMarkOf, findCaller } from '../find-caller.js';
import { sessionOf } from '../present/session.js';
import { admitAttempt } from '../throttled.js';

/** A household enters with its case number and access code and sees its own case only. */
export const householdSignInRoute = defineRoute({
  method: 'post',
  path: '/household-session',
  access: 'anyone',
  summary: '被征收户凭案号与查询码登录',
  body: householdSignInBody,
  answer: session,
  handle: async ({ body, session: control }, { db, throttle }) => {
    admitAttempt(throttle, body.caseNumber, control.address);
    const household = await db.transaction((tx) => verifyAccessCode(tx, body.caseNumber, body.accessCode));
    if (household?.accessCodeHash == null) throw new ApiError('ACCESS_CODE_WRONG');
    throttle.succeeded(body.caseNumber, control.address);
    const identity = { kind: 'household', id: household.id, codeMark: codeMarkOf(household.accessCodeHash) } as const;
    await control.signIn(identity);
    return { status: 200, body: sessionOf(await findCaller(db, identity)) };
  },
});
