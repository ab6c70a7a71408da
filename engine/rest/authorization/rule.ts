import type { User } from '../../gateway/authentication.js';
import { ANY } from '../../identity/permissions.js';
import type { PermissionType, ResourceType } from '../../identity/permissions.js';
import type { Rights } from '../../identity/rights.js';
import type { Parameters, Search } from '../../search/index.js';
import type { Call } from '../operation.js';

/** A request of somebody whose rights are asked. */
export interface Asked {
  readonly call: Call<unknown>;
  readonly user: User;
  readonly rights: Rights;
  /** Sees everything. */
  readonly search: Search;
}

/** What the caller would have to be permitted. */
export interface Missing {
  readonly resourceType: ResourceType;
  readonly permission: PermissionType;
  readonly resourceId: string;
}

/** What an operation asks of its caller's rights. */
export interface Rule {
  /** null: the caller may. */
  readonly missing: (asked: Asked) => Promise<Missing | null> | Missing | null;
  /** The rows that its searches may find. */
  readonly rows?: (asked: Omit<Asked, 'call'>, parameters: Parameters) => string;
  /** The caller acts on their own behalf only (task-authority.ts); left out: false. */
  readonly bound?: (asked: Asked) => Promise<boolean>;
}

/** Whoever has signed in. */
export const signedIn: Rule = { missing: () => null };

type IdsOf = (asked: Asked) => Promise<readonly string[]> | readonly string[];

/** The permission for each of these resources; for none there is nothing to protect. */
export function on(resourceType: ResourceType, permission: PermissionType, idsOf: IdsOf): Rule {
  return {
    missing: async (asked) => {
      const refused = (await idsOf(asked)).find((id) => !asked.rights.may(resourceType, permission, id));
      return refused === undefined ? null : { resourceType, permission, resourceId: refused };
    },
  };
}

/** The permission for all resources of the type. */
export const everywhere = (resourceType: ResourceType, permission: PermissionType): Rule =>
  on(resourceType, permission, () => [ANY]);

/** The resource that the path names. */
export const onParam = (resourceType: ResourceType, permission: PermissionType, parameter: string): Rule =>
  on(resourceType, permission, ({ call }) => [call.params[parameter] ?? ANY]);

/** The resource that a field of the body names. */
export const onField = (resourceType: ResourceType, permission: PermissionType, field: string): Rule =>
  on(resourceType, permission, ({ call }) => [fieldOf(call.body, field) ?? ANY]);

/** Several rules at once. */
export const all = (...rules: readonly Rule[]): Rule => ({
  missing: async (asked) => {
    for (const rule of rules) {
      const missing = await rule.missing(asked);
      if (missing !== null) return missing;
    }
    return null;
  },
});

/** One of several rules is enough; what the first of them misses is told. */
export const either = (first: Rule, ...others: readonly Rule[]): Rule => ({
  missing: async (asked) => {
    const missing = await first.missing(asked);
    if (missing === null) return null;
    for (const rule of others) if ((await rule.missing(asked)) === null) return null;
    return missing;
  },
});

/** A search that finds what the caller may read; `id` is the SQL of the resource's id in the row t. */
export const filtered = (resourceType: ResourceType, permission: PermissionType, id: string): Rule => ({
  missing: () => null,
  rows: ({ rights }, parameters) => {
    const ids = rights.idsFor(resourceType, permission);
    return ids.has(ANY) ? 'true' : `${id} = ANY(${parameters.bind([...ids], 'text[]')})`;
  },
});

export function fieldOf(body: unknown, field: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value = (body as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : undefined;
}
