import type { Execution } from '../elements/execution.js';
import { rowsOf } from '../state/state.js';
import type { DeployedResource, Key } from './requests.js';
import { nextVersion } from './versions.js';

/** A script of an RPA worker: the engine keeps it and hands it out, and runs nothing of it. */
export interface ScriptResource {
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
  readonly resourceId: string;
  readonly versionTag: string | null;
}

/** Reads what the engine must know of an .rpa file, which is JSON; throws what is wrong with it. */
export function readScript(text: string): { resourceId: string; versionTag: string | null } {
  const script = JSON.parse(text) as { id?: unknown; versionTag?: unknown } | null;
  const id = script?.id;
  if (typeof id !== 'string' || id.trim() === '')
    throw new Error('Expected the resource id to be present, but none given');
  return { resourceId: id, versionTag: typeof script?.versionTag === 'string' ? script.versionTag : null };
}

/** The newest version, which is this very file. */
export function knownScript(run: Execution, { resourceId }: ScriptResource): DeployedResource {
  const latest = run.state.latestResource(resourceId);
  if (latest === undefined) throw new Error(`resource ${resourceId} is not deployed`);
  return { resourceKey: latest.resourceKey, resourceId, version: latest.version, resourceName: latest.resourceName };
}

export function deployScript(run: Execution, deploymentKey: Key, script: ScriptResource): DeployedResource {
  const { resourceId, versionTag, name: resourceName, checksum: resourceChecksum, text: content } = script;
  const version = nextVersion(rowsOf(run.state.resources, run.state.resourcesById.find(resourceId)));
  const resourceKey = run.newKey();
  run.emit('resource-deployed', {
    row: {
      resourceKey,
      resourceId,
      version,
      versionTag,
      resourceName,
      resourceChecksum,
      content,
      deploymentKey,
      state: 'ACTIVE',
      deployedAt: run.now,
    },
  });
  return { resourceKey, resourceId, version, resourceName };
}
