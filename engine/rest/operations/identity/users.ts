import { z } from 'zod';
import { USER } from '../../../identity/kinds.js';
import { hashPassword } from '../../../identity/passwords.js';
import { searchable } from '../../../search/index.js';
import { defineOperation, ok, param } from '../../operation.js';
import type { Operation } from '../../operation.js';
import { forbidden } from '../../problems.js';
import { getOperation, requireItem, searchOperation } from '../search-operation.js';
import { deleteEntity } from './entities.js';
import { optionalText, strictId } from './fields.js';

/** Longer ones would only cost us time. */
const password = z.string().max(1_000);

const email = optionalText.refine(
  (given) => given === null || given === '' || /^[^\s@]+@[^\s@]+$/.test(given),
  'expected an address such as name@example.org',
);

const profile = z.object({ name: optionalText, email });
const newUser = profile.extend({ username: strictId, password: password.min(1) });

export const userOperations: readonly Operation[] = [
  defineOperation({
    id: 'createUser',
    method: 'post',
    path: '/users',
    permission: 'operate',
    body: newUser,
    handle: async ({ body, actor }, { engine, search }) => {
      const { username, password, ...values } = body;
      const passwordHash = await hashPassword(password);
      await engine.identity.create(USER, username, { ...values, passwordHash }, actor);
      return { status: 201, body: await requireItem(search, searchable.users, username, 'User') };
    },
  }),
  searchOperation('searchUsers', '/users/search', searchable.users),
  getOperation('getUser', '/users/:username', searchable.users, 'User'),
  defineOperation({
    id: 'updateUser',
    method: 'put',
    path: '/users/:username',
    permission: 'operate',
    body: profile.extend({ password: password.nullish() }),
    handle: async (call, { engine, search }) => {
      const username = param(call, 'username');
      const { password, ...values } = call.body;
      // A blank password stays what it is.
      const isKept = password === undefined || password === null || password.trim() === '';
      const passwordHash = isKept ? undefined : await hashPassword(password);
      await engine.identity.update(USER, username, { ...values, passwordHash }, call.actor);
      return ok(await requireItem(search, searchable.users, username, 'User'));
    },
  }),
  deleteEntity({ kind: USER, word: 'User', path: '/users', idField: 'username' }),
  defineOperation({
    id: 'createAdminUser',
    method: 'post',
    path: '/setup/user',
    permission: 'open',
    body: newUser,
    handle: async ({ body }, { engine, search, managesUsers }) => {
      if (!managesUsers) throw forbidden('This cluster does not manage its users');
      const refusal = 'Expected to create the first administrator, but there is one already, or a user of this name';
      // Strangers must not make us hash passwords for nothing.
      if (await engine.identity.hasAdmin()) throw forbidden(refusal);
      const { username, password, ...values } = body;
      const passwordHash = await hashPassword(password);
      if (!(await engine.identity.createAdmin(username, { ...values, passwordHash }))) throw forbidden(refusal);
      return { status: 201, body: await requireItem(search, searchable.users, username, 'User') };
    },
  }),
];
