import { expect } from '@jest/globals';
import { AT_ONCE } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { only } from './scenario.js';
import type { Scenario, Scenarios } from './scenario.js';

type Args = Readonly<Record<string, unknown>>;
type Method = (request: Args, more?: typeof AT_ONCE) => Promise<unknown>;

/** The identity operations are many and alike: their names are put together here. */
const call = ({ client }: RestServer, name: string, args: Args, more?: typeof AT_ONCE) =>
  (client as unknown as Readonly<Record<string, Method>>)[name]?.call(client, args, more);

const found = (reply: unknown) => only((reply as { readonly items: readonly unknown[] }).items);

interface Kind {
  readonly word: string;
  readonly search: string;
  readonly idField: string;
  readonly values: Args;
  readonly told: Args;
}

const named = { name: '名', description: '说明' };
const kinds: readonly Kind[] = [
  { word: 'Group', search: 'searchGroups', idField: 'groupId', values: named, told: named },
  { word: 'Role', search: 'searchRoles', idField: 'roleId', values: named, told: named },
  { word: 'Tenant', search: 'searchTenants', idField: 'tenantId', values: named, told: named },
  {
    word: 'MappingRule',
    search: 'searchMappingRule',
    idField: 'mappingRuleId',
    values: { claimName: 'dept', name: '名' },
    told: { claimName: 'dept', name: '名' },
  },
  {
    word: 'User',
    search: 'searchUsers',
    idField: 'username',
    values: { name: '名', email: 'a@b.cn', password: 'p' },
    told: { name: '名', email: 'a@b.cn' },
  },
];

/** No two mapping rules have the same claim. */
const valuesOf = ({ word, values }: Kind, id: string) =>
  word === 'MappingRule' ? { ...values, claimValue: id } : values;

async function create(server: RestServer, kind: Kind, id: string): Promise<Args> {
  const of = { [kind.idField]: id };
  await call(server, `create${kind.word}`, { ...of, ...valuesOf(kind, id) });
  return of;
}

function entityScenarios(kind: Kind): [string, Scenario][] {
  const { word, idField, told } = kind;
  return [
    [
      `create${word}`,
      async (server) => {
        const request = { [idField]: 'every-created', ...valuesOf(kind, 'every-created') };
        expect(await call(server, `create${word}`, request)).toMatchObject({ [idField]: 'every-created', ...told });
      },
    ],
    [
      `get${word}`,
      async (server) => {
        const of = await create(server, kind, 'every-read');
        expect(await call(server, `get${word}`, of, AT_ONCE)).toMatchObject({ ...of, ...told });
      },
    ],
    [
      `update${word}`,
      async (server) => {
        const of = await create(server, kind, 'every-updated');
        const change = { ...of, ...valuesOf(kind, 'every-updated'), name: '新名' };
        expect(await call(server, `update${word}`, change)).toMatchObject({ ...of, name: '新名' });
      },
    ],
    [
      `delete${word}`,
      async (server) => {
        const of = await create(server, kind, 'every-deleted');
        await call(server, `delete${word}`, of);
        await expect(call(server, `get${word}`, of, AT_ONCE)).rejects.toMatchObject({ status: 404 });
      },
    ],
    [
      kind.search,
      async (server) => {
        const of = await create(server, kind, 'every-searched');
        expect(found(await call(server, kind.search, { filter: of }, AT_ONCE))).toMatchObject({ ...of, ...told });
      },
    ],
  ];
}

const client: Kind = { word: 'Client', search: '', idField: 'clientId', values: {}, told: {} };
const kindOf = (word: string) => kinds.find((kind) => kind.word === word) ?? client;

const members: Readonly<Record<string, readonly string[]>> = {
  Group: ['User', 'Client', 'MappingRule'],
  Role: ['User', 'Client', 'Group', 'MappingRule'],
  Tenant: ['User', 'Client', 'Group', 'Role', 'MappingRule'],
};

function memberScenarios(holder: Kind, member: Kind): [string, Scenario][] {
  const isRole = holder.word === 'Role';
  const assign = isRole ? `assignRoleTo${member.word}` : `assign${member.word}To${holder.word}`;
  const unassign = isRole ? `unassignRoleFrom${member.word}` : `unassign${member.word}From${holder.word}`;
  const plural = holder.word === 'Tenant' && member.word === 'Group' ? 'GroupIds' : `${member.word}s`;
  const both = async (server: RestServer, doing: string) => {
    const id = `${doing}-${holder.word}-${member.word}`;
    const of = await create(server, holder, id);
    const who = member === client ? { clientId: id } : await create(server, member, `${id}-member`);
    await call(server, assign, { ...of, ...who });
    return { of, who };
  };
  return [
    [
      assign,
      async (server) => {
        const { of, who } = await both(server, 'assign');
        await expect(call(server, assign, { ...of, ...who })).rejects.toMatchObject({ status: 409 });
      },
    ],
    [
      unassign,
      async (server) => {
        const { of, who } = await both(server, 'unassign');
        await call(server, unassign, { ...of, ...who });
        await expect(call(server, unassign, { ...of, ...who })).rejects.toMatchObject({ status: 404 });
      },
    ],
    [
      `search${plural}For${holder.word}`,
      async (server) => {
        const { of, who } = await both(server, 'search');
        const reply = await call(server, `search${plural}For${holder.word}`, of, AT_ONCE);
        expect(found(reply)).toMatchObject(who);
      },
    ],
  ];
}

const authorization = (ownerId: string) => ({
  ownerId,
  ownerType: 'CLIENT' as const,
  resourceType: 'PROCESS_DEFINITION' as const,
  resourceId: 'order',
  permissionTypes: ['CREATE_PROCESS_INSTANCE' as const],
});

const authorizationScenarios: Scenarios = {
  createAuthorization: async ({ client }) => {
    const { authorizationKey } = await client.createAuthorization(authorization('every-created'));
    expect(authorizationKey).toMatch(/^\d+$/);
  },
  getAuthorization: async ({ client }) => {
    const { authorizationKey } = await client.createAuthorization(authorization('every-read'));
    const read = await client.getAuthorization({ authorizationKey }, AT_ONCE);
    expect(read).toEqual({ ...authorization('every-read'), authorizationKey, resourcePropertyName: null });
  },
  updateAuthorization: async ({ client }) => {
    const { authorizationKey } = await client.createAuthorization(authorization('every-updated'));
    await client.updateAuthorization({ ...authorization('every-updated'), authorizationKey, resourceId: '*' });
    expect(await client.getAuthorization({ authorizationKey }, AT_ONCE)).toMatchObject({ resourceId: '*' });
  },
  deleteAuthorization: async ({ client }) => {
    const { authorizationKey } = await client.createAuthorization(authorization('every-deleted'));
    await client.deleteAuthorization({ authorizationKey });
    await expect(client.deleteAuthorization({ authorizationKey })).rejects.toMatchObject({ status: 404 });
  },
  searchAuthorizations: async ({ client }) => {
    await client.createAuthorization(authorization('every-searched'));
    const request = { filter: { ownerId: 'every-searched', resourceIds: ['order', 'other'] } };
    expect(only((await client.searchAuthorizations(request, AT_ONCE)).items)).toMatchObject({ ownerType: 'CLIENT' });
  },
};

export const identityScenarios: Scenarios = {
  ...Object.fromEntries(kinds.flatMap(entityScenarios)),
  ...Object.fromEntries(
    Object.entries(members).flatMap(([holder, words]) =>
      words.flatMap((word) => memberScenarios(kindOf(holder), kindOf(word))),
    ),
  ),
  ...authorizationScenarios,
  searchRolesForGroup: async (server) => {
    const of = await create(server, kindOf('Group'), 'group-with-role');
    const role = await create(server, kindOf('Role'), 'role-of-group');
    await call(server, 'assignRoleToGroup', { ...of, ...role });
    expect(found(await call(server, 'searchRolesForGroup', of, AT_ONCE))).toMatchObject(role);
  },
  createAdminUser: async ({ client }) => {
    const admin = { username: 'every-admin', password: 'p', name: '管理员', email: 'admin@b.cn' };
    expect(await client.createAdminUser(admin)).toEqual({
      username: 'every-admin',
      name: '管理员',
      email: 'admin@b.cn',
    });
    await expect(client.createAdminUser({ ...admin, username: 'second' })).rejects.toMatchObject({ status: 403 });
  },
};
