import { z } from 'zod';
import { searchable } from '../../search/index.js';
import { taskForm } from '../forms.js';
import { defineOperation, noContent, ok, param } from '../operation.js';
import type { Operation } from '../operation.js';
import { notFound } from '../problems.js';
import { count, dateTimeOrEmpty, nameOrEmpty, names, optionalBody, optionalVariables } from '../schemas.js';
import { MAX_NAME_LENGTH } from '../../gateway/storable.js';
import {
  assigneeOf,
  isAssignedTo,
  isUnbound,
  requireActingForOthers,
  requireAssignee,
  requireSelf,
} from '../task-authority.js';
import { getOperation, searchOperation } from './search-operation.js';

const action = nameOrEmpty.nullish();

const changeset = z.object({
  dueDate: dateTimeOrEmpty.nullish(),
  followUpDate: dateTimeOrEmpty.nullish(),
  candidateUsers: names.nullish(),
  candidateGroups: names.nullish(),
  priority: count.min(0).max(100).nullish(),
});

/** Giving a task back is an operation of its own: to assign it to nobody is a mistake. */
const assignee = z.string('No assignee provided').max(MAX_NAME_LENGTH).regex(/\S/, 'No assignee provided');

const update = z
  .object({ changeset: changeset.nullish(), action })
  .refine(
    (given) => given.action != null || Object.values(given.changeset ?? {}).some((value) => value !== null),
    'expected an action, or an attribute that is not null in the changeset',
  );

export const userTaskOperations: readonly Operation[] = [
  searchOperation('searchUserTasks', '/user-tasks/search', searchable.userTasks),
  getOperation('getUserTask', '/user-tasks/:userTaskKey', searchable.userTasks, 'User task'),
  defineOperation({
    id: 'assignUserTask',
    method: 'post',
    path: '/user-tasks/:userTaskKey/assignment',
    permission: 'work-on-tasks',
    body: optionalBody(z.object({ assignee, allowOverride: z.boolean().nullish(), action })),
    handle: async (call, { engine, search }) => {
      const { body, user, actor } = call;
      const userTaskKey = param(call, 'userTaskKey');
      requireSelf(user, body.assignee);
      // Nobody takes a task away from somebody else unless they may act for others.
      const theirs = isUnbound(user) ? undefined : user?.username;
      const assignedTo = (await isAssignedTo(search, userTaskKey, theirs)) ? theirs : undefined;
      const allowOverride = isUnbound(user) || assignedTo !== undefined ? body.allowOverride : false;
      const { assignee, action } = body;
      await engine.assignUserTask({ userTaskKey, assignee, allowOverride, action, actor, assignedTo });
      return noContent;
    },
  }),
  defineOperation({
    id: 'unassignUserTask',
    method: 'delete',
    path: '/user-tasks/:userTaskKey/assignee',
    permission: 'work-on-tasks',
    handle: async (call, { engine, search }) => {
      const userTaskKey = param(call, 'userTaskKey');
      const seen = await requireAssignee(search, call.user, userTaskKey, 'unassign');
      await engine.unassignUserTask({ userTaskKey, actor: call.actor, ...seen });
      return noContent;
    },
  }),
  defineOperation({
    id: 'updateUserTask',
    method: 'patch',
    path: '/user-tasks/:userTaskKey',
    permission: 'work-on-tasks',
    body: optionalBody(update),
    handle: async (call, { engine }) => {
      const userTaskKey = param(call, 'userTaskKey');
      requireActingForOthers(call.user);
      await engine.updateUserTask({ ...call.body, userTaskKey, actor: call.actor });
      return noContent;
    },
  }),
  defineOperation({
    id: 'completeUserTask',
    method: 'post',
    path: '/user-tasks/:userTaskKey/completion',
    permission: 'work-on-tasks',
    body: optionalBody(z.object({ variables: optionalVariables, action })),
    handle: async (call, { engine, search }) => {
      const userTaskKey = param(call, 'userTaskKey');
      const seen = await requireAssignee(search, call.user, userTaskKey, 'complete');
      await engine.completeUserTask({ ...call.body, userTaskKey, actor: call.actor, ...seen });
      return noContent;
    },
  }),
  defineOperation({
    id: 'getUserTaskForm',
    method: 'get',
    path: '/user-tasks/:userTaskKey/form',
    permission: 'read',
    handle: async (call, { search }) => {
      const userTaskKey = param(call, 'userTaskKey');
      if ((await assigneeOf(search, userTaskKey)) === undefined) {
        throw notFound(`User task with key '${userTaskKey}' not found`);
      }
      const form = await taskForm(search, userTaskKey);
      return form === undefined ? noContent : ok(form);
    },
  }),
];
