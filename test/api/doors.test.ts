import { describe, expect, it } from '@jest/globals';
import { routes } from '../../api/routes/index.js';
import { ACTS, isActName } from '../../rules/acts.js';

/** Doors of this width, apart from those under these paths, where the width is the rule. */
const doors = (access: string, ...usual: string[]): string[] =>
  routes
    .filter((route) => route.access === access && !usual.some((path) => route.path.startsWith(path)))
    .map(({ method, path }) => `${method} ${path}`)
    .sort();

/** Who may come in where, in one place: whatever opens a door wider has to be written here too (SD14, SD17). */
describe('the doors of the interface', () => {
  it('are open to everybody for what is public and for signing in, and for nothing else', () => {
    expect(doors('anyone', '/public/')).toEqual([
      'delete /session',
      'get /clock',
      'get /sample-accounts',
      'get /session',
      'post /household-session',
      'post /session',
    ]);
  });

  it('are open to household and staff alike only for papers, each of which asks whose case it is', () => {
    expect(doors('signed-in')).toEqual([
      'get /agreements/:id',
      'get /agreements/:id/file',
      'get /agreements/:id/signed-file',
      'get /households/:id/documents/:documentId',
    ]);
  });

  it('never take from the address which household is looked at, where a household or an owner is signed in', () => {
    const own = [...doors('household'), ...doors('owner')];
    expect(own.filter((door) => door.includes('/households/'))).toEqual([]);
  });

  it('are open to staff whatever their post for their own tasks, and for what any post may know', () => {
    expect(doors('staff', '/tasks', '/registers')).toEqual([
      'get /firm-reviews',
      'get /firm-reviews/:id',
      'get /meetings',
      'get /projects',
      'get /projects/:id',
      'get /projects/:id/closing',
    ]);
  });

  it('everywhere else ask for an act of the one table, which names the posts', () => {
    const general = ['anyone', 'signed-in', 'household', 'owner', 'staff'];
    const acts = routes.map(({ access }) => access).filter((access) => !general.includes(access));
    expect(acts.filter((access) => !isActName(access))).toEqual([]);
    expect(acts.filter((access) => isActName(access) && ACTS[access].roles.length === 0)).toEqual([]);
  });

  it('let the administrator of the system move the demonstration clock, and into no case', () => {
    const open = routes.filter(
      ({ access }) => isActName(access) && ACTS[access].roles.some((role) => role === 'administrator'),
    );
    expect(new Set(open.map(({ path }) => path))).toEqual(new Set(['/clock']));
  });
});
