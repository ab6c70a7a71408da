import { describe, expect, it } from '@jest/globals';
import { routes } from '../../api/routes/index.js';
import { ACTS, isActName } from '../../rules/acts.js';

const doors = (access: string): string[] =>
  routes.filter((route) => route.access === access).map(({ method, path }) => `${method} ${path}`);

/** Who may come in where, in one place: whatever opens a door wider has to be written here too (SD14, SD17). */
describe('the doors of the interface', () => {
  it('are open to everybody for signing in and for what is public, and for nothing else', () => {
    expect(doors('anyone').sort()).toEqual([
      'delete /session',
      'get /clock',
      'get /public/draws',
      'get /public/draws/:id',
      'get /public/draws/:id/file',
      'get /public/ledger-roots',
      'get /public/notices',
      'get /public/notices/:id',
      'get /public/projects',
      'get /public/tracks/:id/agency-choice',
      'get /public/tracks/:id/expropriation',
      'get /public/votes/:id/records',
      'get /sample-accounts',
      'get /session',
      'post /household-session',
      'post /public/ballot-sheets',
      'post /public/ballots',
      'post /public/file-checks',
      'post /session',
    ]);
  });

  it('are open to whoever is signed in, household or staff, only here', () => {
    expect(doors('signed-in').sort()).toEqual([
      'get /agreements/:id',
      'get /agreements/:id/file',
      'get /agreements/:id/signed-file',
      'get /households/:id/documents/:documentId',
    ]);
  });

  it('are open to households only on their own case', () => {
    expect(doors('household').sort()).toEqual([
      'get /my-case',
      'get /my-case/receipt',
      'post /agreements/:id/household-signature',
      'post /my-case/report-objections',
      'post /notices/:id/objections',
      'post /notices/:id/opinions',
    ]);
  });

  it('are open to staff whatever their post only where the task or the case decides further', () => {
    expect(doors('staff').sort()).toEqual([
      'delete /tasks/:taskKey/claim',
      'get /firm-reviews',
      'get /firm-reviews/:id',
      'get /meetings',
      'get /projects',
      'get /projects/:id',
      'get /projects/:id/closing',
      'get /registers',
      'get /registers/:name',
      'get /tasks',
      'get /tasks/:taskKey',
      'get /tasks/:taskKey/ballots',
      'get /tasks/:taskKey/worksheet',
      'post /registers/:name/entries',
      'post /tasks/:taskKey/ballots',
      'post /tasks/:taskKey/claim',
      'post /tasks/:taskKey/completion',
      'post /tasks/:taskKey/documents',
      'post /tasks/:taskKey/entry',
    ]);
  });

  it('everywhere else ask for an act of the one table, which names the posts', () => {
    const general = ['anyone', 'signed-in', 'household', 'staff'];
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
