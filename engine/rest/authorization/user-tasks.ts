import type { User } from '../../gateway/authentication.js';
import type { PermissionType, TaskProperty } from '../../identity/permissions.js';
import { ANY } from '../../identity/permissions.js';
import type { Rights } from '../../identity/rights.js';
import { anyOf } from '../../search/index.js';
import type { Search } from '../../search/index.js';
import { fieldOf } from './rule.js';
import type { Asked, Rule } from './rule.js';

interface Task {
  readonly processDefinitionId: string;
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
}

async function findTask({ pool, schema }: Search, userTaskKey: string): Promise<Task | undefined> {
  const { rows } = await pool.query<Task>(
    `SELECT process_definition_id AS "processDefinitionId", assignee, candidate_users AS "candidateUsers",
       candidate_groups AS "candidateGroups"
     FROM ${schema}.user_task WHERE user_task_key = $1::bigint`,
    [userTaskKey],
  );
  return rows[0];
}

/** Does the property of the task name the user, or a group of theirs? */
const NAMES: Readonly<Record<TaskProperty, (task: Task, user: User) => boolean>> = {
  assignee: ({ assignee }, { username }) => assignee === username,
  candidateUsers: ({ candidateUsers }, { username }) => candidateUsers.includes(username),
  candidateGroups: ({ candidateGroups }, { groups = [] }) => candidateGroups.some((group) => groups.includes(group)),
};

/** One of the permissions on the task's process, or else that on the task itself. */
export const onTask = (ofProcess: readonly PermissionType[], ofTask: PermissionType): Rule => ({
  missing: async ({ call, user, rights, search }) => {
    const key = call.params['userTaskKey'] ?? '0';
    const task = await findTask(search, key);
    if (task === undefined) return null;
    const { processDefinitionId } = task;
    const may =
      ofProcess.some((permission) => rights.may('PROCESS_DEFINITION', permission, processDefinitionId)) ||
      rights.may('USER_TASK', ofTask, key) ||
      [...rights.taskPropertiesFor(ofTask)].some((property) => NAMES[property](task, user));
    return may ? null : { resourceType: 'USER_TASK', permission: ofTask, resourceId: key };
  },
});

const updating = onTask(['UPDATE_USER_TASK'], 'UPDATE');
const claiming = onTask(['CLAIM_USER_TASK', 'UPDATE_USER_TASK'], 'CLAIM');

/** Who may only claim takes a task for themselves, and from nobody. */
export const assigning: Rule = {
  missing: async (asked) => {
    const missing = await updating.missing(asked);
    const isForThemselves = fieldOf(asked.call.body, 'assignee') === asked.user.username;
    return missing !== null && isForThemselves ? claiming.missing(asked) : missing;
  },
  bound: async (asked: Asked) => (await updating.missing(asked)) !== null,
};

/** The tasks that may be read: of some processes, of some keys, and those whose properties name the caller. */
export const readableTasks: Rule = {
  missing: () => null,
  rows: ({ rights, user }, parameters) => {
    const processes = rights.idsFor('PROCESS_DEFINITION', 'READ_USER_TASK');
    const keys = rights.idsFor('USER_TASK', 'READ');
    if (processes.has(ANY) || keys.has(ANY)) return 'true';
    const named: Readonly<Record<TaskProperty, () => string>> = {
      assignee: () => `t.assignee = ${parameters.bind(user.username, 'text')}`,
      candidateUsers: () => `t.candidate_users @> ARRAY[${parameters.bind(user.username, 'text')}]`,
      candidateGroups: () => `t.candidate_groups && ${parameters.bind(user.groups ?? [], 'text[]')}`,
    };
    return anyOf([
      `t.process_definition_id = ANY(${parameters.bind([...processes], 'text[]')})`,
      `t.user_task_key::text = ANY(${parameters.bind([...keys], 'text[]')})`,
      ...propertiesOf(rights).map((property) => named[property]()),
    ]);
  },
};

const propertiesOf = (rights: Rights): readonly TaskProperty[] => [...rights.taskPropertiesFor('READ')];
