import { describe, expect, it } from '@jest/globals';
import { Routes } from '../../rest/routes.js';

const routes = new Routes<string>();
routes.add('get', '/user-tasks/:userTaskKey', 'one task');
routes.add('post', '/user-tasks/search', 'search');
routes.add('get', '/user-tasks/:userTaskKey/form', 'form');
routes.add('get', '/roles/:roleId/users/search', 'of a role');
routes.add('put', '/roles/:roleId/users/:username', 'give a role');
routes.add('put', '/roles/search/users/own', 'written out');

describe('a path', () => {
  it.each([
    ['GET', '/user-tasks/17', 'one task', { userTaskKey: '17' }],
    ['POST', '/user-tasks/search', 'search', {}],
    ['GET', '/user-tasks/search', 'one task', { userTaskKey: 'search' }],
    ['PUT', '/roles/a%2Fb/users/%E7%94%B2', 'give a role', { roleId: 'a/b', username: '甲' }],
    ['PUT', '/roles/search/users/own', 'written out', {}],
    ['PUT', '/roles/search/users/other', 'give a role', { roleId: 'search', username: 'other' }],
  ])('%s %s leads to its operation', (method, path, target, params) => {
    expect(routes.find(method, path)).toEqual({ target, params });
  });

  it.each([
    ['DELETE', '/user-tasks/17'],
    ['GET', '/user-tasks/17/forms'],
    ['GET', '/user-tasks/17/form/1'],
    ['GET', '/user-tasks//form'],
    ['GET', '/user-tasks/17/'],
    ['POST', '/user-tasks/search/'],
    ['GET', '/User-Tasks/17'],
    ['GET', ''],
    ['GET', '/'],
  ])('%s %s leads nowhere', (method, path) => {
    expect(routes.find(method, path)).toBeUndefined();
  });

  it('that is no percent-encoded UTF-8 is refused', () => {
    expect(() => routes.find('GET', '/user-tasks/%E7')).toThrow(/'%E7' is not percent-encoded UTF-8/);
  });
});
