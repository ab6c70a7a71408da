import { ANY, PERMISSIONS, RESOURCE_TYPES, TASK_PROPERTIES } from './permissions.js';
import type { PermissionType, ResourceType } from './permissions.js';

/** Whoever has it may do everything. */
export const ADMIN_ROLE = 'admin';

export interface Grant {
  readonly resourceType: ResourceType;
  readonly resourceId: string | null;
  readonly resourcePropertyName: string | null;
  readonly permissionTypes: readonly PermissionType[];
}

export interface DefaultRole {
  readonly roleId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

const onAll = (resourceType: ResourceType, ...permissionTypes: readonly PermissionType[]): Grant => ({
  resourceType,
  resourceId: ANY,
  resourcePropertyName: null,
  permissionTypes,
});

const isReading = (permission: PermissionType): boolean => permission === 'READ' || permission.startsWith('READ_');

/** The roles that a cluster has from the beginning, as the Orchestration Cluster documents them. */
export const DEFAULT_ROLES: readonly DefaultRole[] = [
  {
    roleId: ADMIN_ROLE,
    name: 'Admin',
    grants: RESOURCE_TYPES.filter((type) => type !== 'USER_TASK').map((type) => onAll(type, ...PERMISSIONS[type])),
  },
  {
    roleId: 'readonly-admin',
    name: 'Readonly Admin',
    grants: RESOURCE_TYPES.filter((type) => type !== 'USER_TASK')
      .map((type) => onAll(type, ...PERMISSIONS[type].filter(isReading)))
      .filter(({ permissionTypes }) => permissionTypes.length > 0),
  },
  {
    roleId: 'connectors',
    name: 'Connectors',
    grants: [
      onAll('PROCESS_DEFINITION', 'READ_PROCESS_DEFINITION', 'UPDATE_PROCESS_INSTANCE'),
      onAll('MESSAGE', 'CREATE'),
      onAll('DOCUMENT', 'CREATE', 'READ', 'DELETE'),
    ],
  },
  {
    roleId: 'app-integrations',
    name: 'App Integrations',
    grants: [
      onAll(
        'PROCESS_DEFINITION',
        'READ_PROCESS_DEFINITION',
        'CREATE_PROCESS_INSTANCE',
        'READ_PROCESS_INSTANCE',
        'UPDATE_PROCESS_INSTANCE',
        'READ_USER_TASK',
        'UPDATE_USER_TASK',
        'CLAIM_USER_TASK',
        'COMPLETE_USER_TASK',
      ),
      onAll('DOCUMENT', 'CREATE'),
    ],
  },
  {
    roleId: 'rpa',
    name: 'RPA',
    grants: [onAll('RESOURCE', 'READ'), onAll('PROCESS_DEFINITION', 'UPDATE_PROCESS_INSTANCE')],
  },
  {
    roleId: 'task-worker',
    name: 'Task Worker',
    grants: TASK_PROPERTIES.map((property) => ({
      resourceType: 'USER_TASK',
      resourceId: null,
      resourcePropertyName: property,
      permissionTypes: ['READ', 'CLAIM', 'COMPLETE'],
    })),
  },
];
