import type { Authenticate, Caller, Permission, User } from './authentication.js';

/** The caller is nobody we know, or may not do this. */
export class NotAdmitted extends Error {
  constructor(
    readonly reason: 'UNAUTHORIZED' | 'FORBIDDEN',
    message: string,
  ) {
    super(message);
    this.name = 'NotAdmitted';
  }
}

/**
 * Who calls, if they may; undefined when nobody is asked. `name` is what they call, for the sentence that refuses.
 */
export async function admit(
  name: string,
  permission: Permission | 'open',
  caller: Caller,
  authenticate: Authenticate | undefined,
): Promise<User | undefined> {
  if (authenticate === undefined || permission === 'open') return undefined;
  const user = await authenticate(caller);
  if (user === undefined) throw new NotAdmitted('UNAUTHORIZED', 'Expected valid credentials of a known user');
  if (user.permissions !== undefined && !user.permissions.includes(permission))
    throw new NotAdmitted('FORBIDDEN', `'${user.username}' may not call ${name}`);
  return user;
}
