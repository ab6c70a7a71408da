import type { Pool } from 'pg';
import { reject } from '../commands/rejection.js';
import type { Rejection } from '../commands/rejection.js';
import { DEFAULT_TENANT } from '../state/cluster-variables.js';
import { ADMIN_ROLE } from './default-roles.js';
import { auditStatement } from './audit.js';
import type { AdminEntry } from './audit.js';
import { TENANT, USER, kindOf } from './kinds.js';
import type { EntityKind, HolderType, MemberType } from './kinds.js';
import type { Grant } from './default-roles.js';
import { Principals } from './principals.js';

export interface Membership {
  readonly holder: { readonly type: HolderType; readonly id: string };
  readonly member: { readonly type: MemberType; readonly id: string };
}

export interface Authorization extends Grant {
  readonly ownerType: MemberType;
  readonly ownerId: string;
}

/** Who may use the cluster. The one process that has the engine's schema makes all changes, one after the other. */
export class Identity {
  readonly principals: Principals;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly pool: Pool,
    readonly schema: string,
    private readonly now: () => number,
  ) {
    this.principals = new Principals(pool, schema);
  }

  /** ALREADY_EXISTS when the id is taken. */
  async create(kind: EntityKind, id: string, values: Readonly<Record<string, unknown>>, actor?: string): Promise<void> {
    const fields = Object.entries(kind.columns);
    const columns = [kind.idColumn, ...fields.map(([, column]) => column)];
    const { rowCount } = await this.#write(
      `INSERT INTO ${this.#table(kind)} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${String(at + 1)}`).join(', ')})
       ON CONFLICT DO NOTHING`,
      [id, ...fields.map(([field]) => values[field] ?? null)],
      told(actor, { entityType: kind.type, entityKey: id, operationType: 'CREATE' }),
    );
    if (rowCount === 0) throw alreadyExists(kind, id);
  }

  /** Replaces the values that are given (null clears); NOT_FOUND when there is no such thing. */
  async update(kind: EntityKind, id: string, values: Readonly<Record<string, unknown>>, actor?: string): Promise<void> {
    const given = Object.entries(kind.columns).filter(([field]) => values[field] !== undefined);
    const sets = given.map(([, column], at) => `${column} = $${String(at + 2)}`);
    const { rowCount } = await this.#write(
      `UPDATE ${this.#table(kind)} SET ${sets.join(', ')} WHERE ${kind.idColumn} = $1`,
      [id, ...given.map(([field]) => values[field])],
      told(actor, { entityType: kind.type, entityKey: id, operationType: 'UPDATE' }),
    ).catch((error: unknown) => {
      if (isTaken(error))
        throw reject('UPDATE', 'ALREADY_EXISTS', `Expected another ${kind.noun}, but there is such a one`);
      throw error;
    });
    if (rowCount === 0) throw notFound('UPDATE', kind.type, id);
  }

  async hasAdmin(): Promise<boolean> {
    const { rows } = await this.pool.query<{ found: boolean }>(`SELECT ${this.#adminExists()} AS found`);
    return rows[0]?.found === true;
  }

  /** The first user, who is an administrator; false when there is an administrator already. */
  async createAdmin(username: string, values: Readonly<Record<string, unknown>>): Promise<boolean> {
    const fields = Object.entries(USER.columns);
    const { rows } = await this.#write<{ created: boolean }>(
      `WITH created AS (
         INSERT INTO ${this.#table(USER)} (username, ${fields.map(([, column]) => column).join(', ')})
         SELECT $1, ${fields.map((_, at) => `$${String(at + 2)}`).join(', ')}
         WHERE NOT ${this.#adminExists()}
         ON CONFLICT DO NOTHING RETURNING 1),
       assigned AS (
         INSERT INTO ${this.schema}.identity_membership (holder_type, holder_id, member_type, member_id)
         SELECT 'ROLE', '${ADMIN_ROLE}', 'USER', $1 FROM created)
       SELECT EXISTS (SELECT 1 FROM created) AS created`,
      [username, ...fields.map(([field]) => values[field] ?? null)],
    );
    return rows[0]?.created === true;
  }

  /** Its memberships and authorizations go with it. */
  async delete(kind: EntityKind, id: string, actor?: string): Promise<void> {
    if (kind === TENANT && id === DEFAULT_TENANT) {
      throw reject('DELETE', 'INVALID_ARGUMENT', `Expected to delete a tenant, but '${id}' cannot be deleted`);
    }
    const { rows } = await this.#write<{ found: boolean }>(
      `WITH gone AS (DELETE FROM ${this.#table(kind)} WHERE ${kind.idColumn} = $1 RETURNING 1),
       memberships AS (
         DELETE FROM ${this.schema}.identity_membership
         WHERE (holder_type = $2 AND holder_id = $1) OR (member_type = $2 AND member_id = $1)),
       authorizations AS (
         DELETE FROM ${this.schema}.identity_authorization WHERE owner_type = $2 AND owner_id = $1)
       SELECT EXISTS (SELECT 1 FROM gone) AS found`,
      [id, kind.type],
      told(actor, { entityType: kind.type, entityKey: id, operationType: 'DELETE' }, 'found'),
    );
    if (rows[0]?.found !== true) throw notFound('DELETE', kind.type, id);
  }

  async exists(type: MemberType | HolderType, id: string): Promise<boolean> {
    const kind = kindOf(type);
    if (kind === undefined) return true;
    const { rows } = await this.pool.query(`SELECT 1 FROM ${this.#table(kind)} WHERE ${kind.idColumn} = $1`, [id]);
    return rows.length > 0;
  }

  /** NOT_FOUND when either does not exist, ALREADY_EXISTS when it belongs there already. */
  async assign({ holder, member }: Membership, actor?: string): Promise<void> {
    const { rows } = await this.#write<{ holder: boolean; member: boolean; added: boolean }>(
      `WITH known AS (SELECT ${this.#known(holder.type, 2)} AS holder, ${this.#known(member.type, 4)} AS member),
       added AS (
         INSERT INTO ${this.schema}.identity_membership (holder_type, holder_id, member_type, member_id)
         SELECT $1, $2, $3, $4 FROM known WHERE holder AND member ON CONFLICT DO NOTHING RETURNING 1)
       SELECT holder, member, EXISTS (SELECT 1 FROM added) AS added FROM known`,
      [holder.type, holder.id, member.type, member.id],
      told(actor, ofMembership(holder, member, 'ASSIGN'), 'added'),
    );
    const [outcome] = rows;
    if (outcome?.holder !== true) throw notFound('ASSIGN', holder.type, holder.id);
    if (!outcome.member) throw notFound('ASSIGN', member.type, member.id);
    if (outcome.added) return;
    const reason = `Expected to assign ${named(member.type, member.id)} to ${named(holder.type, holder.id)}, but it is already assigned`;
    throw reject('ASSIGN', 'ALREADY_EXISTS', reason);
  }

  /** NOT_FOUND when it does not belong there. */
  async unassign({ holder, member }: Membership, actor?: string): Promise<void> {
    const { rowCount } = await this.#write(
      `DELETE FROM ${this.schema}.identity_membership
       WHERE holder_type = $1 AND holder_id = $2 AND member_type = $3 AND member_id = $4`,
      [holder.type, holder.id, member.type, member.id],
      told(actor, ofMembership(holder, member, 'UNASSIGN')),
    );
    if (rowCount !== 0) return;
    const reason = `Expected to unassign ${named(member.type, member.id)} from ${named(holder.type, holder.id)}, but it is not assigned`;
    throw reject('UNASSIGN', 'NOT_FOUND', reason);
  }

  /** Answers with the key; NOT_FOUND when there is no such owner. */
  async authorize(authorization: Authorization, actor?: string): Promise<string> {
    const { ownerType, ownerId } = authorization;
    const { rows } = await this.#write<{ key: string }>(
      `INSERT INTO ${this.schema}.identity_authorization
         (owner_type, owner_id, resource_type, resource_id, resource_property_name, permission_types)
       SELECT $1, $2, $3, $4, $5, $6::text[] WHERE ${this.#known(ownerType, 2)}
       RETURNING authorization_key AS key`,
      valuesOf(authorization),
      told(actor, (row) => ofAuthorization(String(row['key']), 'CREATE', authorization)),
    );
    if (rows[0] === undefined) throw notFound('CREATE', ownerType, ownerId);
    return rows[0].key;
  }

  async changeAuthorization(key: string, authorization: Authorization, actor?: string): Promise<void> {
    const { ownerType, ownerId } = authorization;
    const { rows } = await this.#write<{ owner: boolean; changed: boolean }>(
      `WITH known AS (SELECT ${this.#known(ownerType, 2)} AS owner),
       changed AS (
         UPDATE ${this.schema}.identity_authorization SET owner_type = $1, owner_id = $2, resource_type = $3,
           resource_id = $4, resource_property_name = $5, permission_types = $6::text[]
         FROM known WHERE owner AND authorization_key = $7::bigint RETURNING 1)
       SELECT owner, EXISTS (SELECT 1 FROM changed) AS changed FROM known`,
      [...valuesOf(authorization), key],
      told(actor, ofAuthorization(key, 'UPDATE', authorization), 'changed'),
    );
    if (rows[0]?.owner !== true) throw notFound('UPDATE', ownerType, ownerId);
    if (!rows[0].changed) throw noAuthorization('UPDATE', key);
  }

  async revoke(key: string, actor?: string): Promise<void> {
    const sql = `DELETE FROM ${this.schema}.identity_authorization WHERE authorization_key = $1::bigint`;
    const entry = told(actor, ofAuthorization(key, 'DELETE'));
    if ((await this.#write(sql, [key], entry)).rowCount === 0) throw noAuthorization('DELETE', key);
  }

  /** The SQL that says whether anybody at all is an administrator, by themselves or through a group. */
  #adminExists(): string {
    const members = `SELECT 1 FROM ${this.schema}.identity_membership`;
    return `EXISTS (${members} WHERE holder_type = 'ROLE' AND holder_id = '${ADMIN_ROLE}')`;
  }

  /** The SQL that says whether the thing with the id in this parameter exists. */
  #known(type: MemberType | HolderType, parameter: number): string {
    const kind = kindOf(type);
    if (kind === undefined) return 'true';
    return `EXISTS (SELECT 1 FROM ${this.#table(kind)} WHERE ${kind.idColumn} = $${String(parameter)})`;
  }

  #table({ table }: EntityKind): string {
    return `${this.schema}.${table}`;
  }

  /** The change and what the audit log tells of it: both or nothing. */
  async #write<Row extends Record<string, unknown>>(sql: string, values: readonly unknown[], told?: Told) {
    const mine = this.#last.then(() =>
      told === undefined ? this.pool.query<Row>(sql, [...values]) : this.#writeTold<Row>(sql, values, told),
    );
    this.#last = mine.catch(() => undefined);
    const outcome = await mine;
    this.principals.forget();
    return outcome;
  }

  async #writeTold<Row extends Record<string, unknown>>(sql: string, values: readonly unknown[], told: Told) {
    const client = await this.pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('BEGIN');
      const outcome = await client.query<Row>(sql, [...values]);
      const entry = told.entryOf(outcome.rowCount ?? 0, outcome.rows[0] ?? {});
      if (entry !== null) await client.query(...auditStatement(this.schema, told.actor, this.now(), entry));
      await client.query('COMMIT');
      return outcome;
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
      // A connection that cannot even give up is thrown away with all that it began.
      await client.query('ROLLBACK').then(
        () => (fault = undefined),
        () => undefined,
      );
      throw error;
    } finally {
      client.release(fault);
    }
  }
}

/** Who asks, and what is told of how it came out; null: nothing has changed. */
interface Told {
  readonly actor: string;
  readonly entryOf: (rowCount: number, row: Readonly<Record<string, unknown>>) => AdminEntry | null;
}

/** `done` names the column that says whether anything has changed; without it rows say so. */
function told(
  actor: string | undefined,
  entry: AdminEntry | ((row: Readonly<Record<string, unknown>>) => AdminEntry),
  done?: string,
): Told | undefined {
  if (actor === undefined) return undefined;
  return {
    actor,
    entryOf: (rowCount, row) => {
      const isDone = done === undefined ? rowCount > 0 : row[done] === true;
      if (!isDone) return null;
      return typeof entry === 'function' ? entry(row) : entry;
    },
  };
}

type Reference = Membership['holder'] | Membership['member'];

const ofMembership = (holder: Reference, member: Reference, operationType: 'ASSIGN' | 'UNASSIGN'): AdminEntry => ({
  entityType: holder.type,
  entityKey: holder.id,
  operationType,
  related: member,
});

const ofAuthorization = (
  entityKey: string,
  operationType: AdminEntry['operationType'],
  authorization?: Authorization,
): AdminEntry => ({
  entityType: 'AUTHORIZATION',
  entityKey,
  operationType,
  ...(authorization === undefined ? {} : { related: { type: authorization.ownerType, id: authorization.ownerId } }),
});

const valuesOf = (one: Authorization): unknown[] => [
  one.ownerType,
  one.ownerId,
  one.resourceType,
  one.resourceId,
  one.resourcePropertyName,
  one.permissionTypes,
];

const named = (type: MemberType | HolderType, id: string): string => `${kindOf(type)?.noun ?? 'client'} '${id}'`;

const notFound = (command: string, type: MemberType | HolderType, id: string): Rejection =>
  reject(command, 'NOT_FOUND', `Expected to find the ${named(type, id)}, but there is none`);

/** PostgreSQL's unique_violation. */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

const alreadyExists = ({ type }: EntityKind, id: string): Rejection =>
  reject('CREATE', 'ALREADY_EXISTS', `Expected to create ${named(type, id)}, but there is one`);

const noAuthorization = (command: string, key: string): Rejection =>
  reject(
    command,
    'NOT_FOUND',
    `Expected to ${command.toLowerCase()} the authorization with key '${key}', but there is none`,
  );
