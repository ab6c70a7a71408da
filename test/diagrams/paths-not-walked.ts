import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesToDeploy } from '../../app/diagrams-to-deploy.js';
import { readDiagram, type Diagram } from '../../app/diagrams/read-diagram.js';

/** Where each file of walks notes what it has passed; emptied before every run. */
export const NOTES = fileURLToPath(new URL('../../node_modules/.cache/walks/', import.meta.url));

/** By process and by element or flow: how often one instance passed it, in the walk that passed it most often. */
export type Passed = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Every flow and boundary event of the diagrams that no walk took, and every return loop that none took twice. */
export async function pathsNotWalked(): Promise<string[]> {
  const notes = await Promise.all(
    (await readdir(NOTES)).map(async (name) => JSON.parse(await readFile(path.join(NOTES, name), 'utf8')) as Passed),
  );
  const files = (await filesToDeploy()).filter((file) => file.endsWith('.bpmn'));
  const diagrams = await Promise.all(files.map(async (file) => readDiagram(await readFile(file, 'utf8'))));
  return diagrams.flatMap((diagram) =>
    notPassed(
      diagram,
      notes.map((note) => note[diagram.processId] ?? {}),
    ),
  );
}

type Ways = Pick<Diagram, 'processId'> & {
  readonly nodes: readonly Pick<Diagram['nodes'][number], 'id' | 'type' | 'attachedTo'>[];
  readonly edges: readonly Pick<Diagram['edges'][number], 'elementId' | 'source' | 'target'>[];
};

/** What of a diagram was not passed: `process: element` and `process: source → target`. */
export function notPassed(diagram: Ways, notes: readonly Passed[string][]): string[] {
  const times = (id: string) => Math.max(0, ...notes.map((note) => note[id] ?? 0));
  const returns = returnsOf(diagram);
  const nodes = diagram.nodes.filter(({ id }) => times(id) === 0).map(({ id }) => id);
  const flows = diagram.edges.filter(({ elementId }) => times(elementId) === 0).map(arrow);
  const once = diagram.edges.filter(({ elementId }) => returns.has(elementId) && times(elementId) === 1).map(arrow);
  return [...nodes, ...flows, ...once.map((loop) => `${loop} (twice)`)].map((what) => `${diagram.processId}: ${what}`);
}

const arrow = ({ source, target }: Ways['edges'][number]) => `${source} → ${target}`;

/** Flows that lead back to a step on the way to their own source, seen from the starts of the process. */
function returnsOf({ nodes, edges }: Ways): ReadonlySet<string> {
  const returns = new Set<string>();
  const seen = new Map<string, 'on the way' | 'done'>();
  const visit = (id: string) => {
    seen.set(id, 'on the way');
    for (const { id: attached } of nodes.filter(({ attachedTo }) => attachedTo === id)) {
      if (!seen.has(attached)) visit(attached);
    }
    for (const { elementId, target } of edges.filter(({ source }) => source === id)) {
      if (seen.get(target) === 'on the way') returns.add(elementId);
      else if (!seen.has(target)) visit(target);
    }
    seen.set(id, 'done');
  };
  for (const { id, type } of nodes) if (type === 'StartEvent' && !seen.has(id)) visit(id);
  return returns;
}
