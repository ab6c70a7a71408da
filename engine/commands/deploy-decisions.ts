import type { DecisionGraph } from '../dmn/index.js';
import type { Execution } from '../elements/execution.js';
import { LONGEST_NAME } from '../model/limits.js';
import { rowsOf } from '../state/state.js';
import type { DeployedDecision, DeployedDecisionRequirements, Key } from './requests.js';
import { nextVersion } from './versions.js';

/** A DMN file, read and checked. */
export interface GraphResource {
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
  readonly graph: DecisionGraph;
}

export interface DeployedGraph {
  readonly requirements: DeployedDecisionRequirements;
  readonly decisions: readonly DeployedDecision[];
}

/** Throws when an id is too long, or is that of another file of the same deployment. */
export function checkIds({ id, decisions }: DecisionGraph, name: string, others: readonly GraphResource[]): void {
  for (const long of [id, ...decisions.keys()].filter(({ length }) => length > LONGEST_NAME))
    throw new Error(`Ids must have at most ${String(LONGEST_NAME)} characters, but '${long.slice(0, 20)}…' has more`);
  for (const other of others) {
    const both = `in the resources '${other.name}' and '${name}'`;
    if (other.graph.id === id)
      throw new Error(
        `Expected the decision requirements ids to be unique within a deployment but found a duplicated id '${id}' ${both}.`,
      );
    for (const decisionId of decisions.keys())
      if (other.graph.decisions.has(decisionId))
        throw new Error(
          `Expected the decision ids to be unique within a deployment but found a duplicated id '${decisionId}' ${both}.`,
        );
  }
}

/** Is the newest version this very file, with all its decisions the newest ones of their ids? */
export function isKnownGraph({ state }: Execution, { name, checksum, graph }: GraphResource): boolean {
  const latest = state.latestDecisionRequirements(graph.id);
  if (latest?.resourceName !== name || latest.resourceChecksum !== checksum) return false;
  return [...graph.decisions.keys()].every(
    (id) => state.latestDecision(id)?.decisionRequirementsKey === latest.decisionRequirementsKey,
  );
}

/** What the newest version, which is this very file, is called. */
export function knownGraph({ state }: Execution, { graph }: GraphResource): DeployedGraph {
  const row = state.latestDecisionRequirements(graph.id);
  if (row === undefined) throw new Error(`decision requirements ${graph.id} are not deployed`);
  return {
    requirements: row,
    decisions: rowsOf(state.decisions, state.decisionsByRequirements.find(row.decisionRequirementsKey)),
  };
}

export function deployGraph(run: Execution, deploymentKey: Key, resource: GraphResource): DeployedGraph {
  const { state } = run;
  const { name: resourceName, checksum: resourceChecksum, text: dmnXml, graph } = resource;
  const known = rowsOf(state.decisionRequirements, state.decisionRequirementsById.find(graph.id));
  const common = { deploymentKey, state: 'ACTIVE', deployedAt: run.now } as const;
  const decisionRequirementsKey = run.newKey();
  const decisionRequirementsId = graph.id;
  const requirements = {
    ...common,
    decisionRequirementsKey,
    decisionRequirementsId,
    name: graph.name,
    version: nextVersion(known),
    resourceName,
    resourceChecksum,
    dmnXml,
  };
  run.emit('decision-requirements-deployed', { row: requirements });
  state.decisionGraphs.set(decisionRequirementsKey, graph);
  const decisions = [...graph.decisions.values()].map(({ id, name, versionTag }) => {
    const version = nextVersion(rowsOf(state.decisions, state.decisionsById.find(id)));
    const row = {
      ...common,
      decisionDefinitionKey: run.newKey(),
      decisionDefinitionId: id,
      name,
      version,
      versionTag,
      decisionRequirementsKey,
      decisionRequirementsId,
    };
    run.emit('decision-deployed', { row });
    return row;
  });
  return { requirements, decisions };
}
