import type { Grant } from './default-roles.js';
import { ANY } from './permissions.js';
import type { PermissionType, ResourceType, TaskProperty } from './permissions.js';

/** What somebody may do: everything that is granted to them or to what they belong to; there is no "deny". */
export class Rights {
  readonly #ids = new Map<string, Set<string>>();
  readonly #taskProperties = new Map<string, Set<TaskProperty>>();

  constructor(grants: Iterable<Grant>) {
    for (const { resourceType, resourceId, resourcePropertyName, permissionTypes } of grants) {
      for (const permission of permissionTypes) {
        const key = `${resourceType} ${permission}`;
        if (resourceId !== null) add(this.#ids, key, resourceId);
        if (resourcePropertyName !== null && resourceType === 'USER_TASK')
          add(this.#taskProperties, permission, resourcePropertyName as TaskProperty);
      }
    }
  }

  may(resourceType: ResourceType, permission: PermissionType, resourceId: string): boolean {
    const ids = this.#ids.get(`${resourceType} ${permission}`);
    return ids !== undefined && (ids.has(ANY) || ids.has(resourceId));
  }

  mayEverywhere(resourceType: ResourceType, permission: PermissionType): boolean {
    return this.may(resourceType, permission, ANY);
  }

  /** Ids of the resources; ANY among them means all. */
  idsFor(resourceType: ResourceType, permission: PermissionType): ReadonlySet<string> {
    return this.#ids.get(`${resourceType} ${permission}`) ?? new Set();
  }

  /** By which properties a user task can give its people this permission. */
  taskPropertiesFor(permission: PermissionType): ReadonlySet<TaskProperty> {
    return this.#taskProperties.get(permission) ?? new Set();
  }
}

function add<Value>(sets: Map<string, Set<Value>>, key: string, value: Value): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}
