import { Faults } from './faults.js';
import { children, flag, readXml } from './moddle.js';
import { readProcess } from './read-process.js';
import type { ProcessModel } from './types.js';

/** Reads the executable processes of a diagram; throws an Error with every fault and its element when it cannot run. */
export async function readDiagram(xml: string): Promise<readonly ProcessModel[]> {
  const { processes, faults } = await read(xml);
  if (faults.count > 0) throw new Error(faults.toString());
  return processes;
}

/** Reads one process of a diagram that was deployed before: what runs already goes on, even when a check is new. */
export async function readDeployed(xml: string, processDefinitionId: string): Promise<ProcessModel> {
  const { processes } = await read(xml);
  const found = processes.find(({ id }) => id === processDefinitionId);
  if (found === undefined) throw new Error(`the stored diagram has no process '${processDefinitionId}'`);
  return found;
}

async function read(xml: string): Promise<{ processes: readonly ProcessModel[]; faults: Faults }> {
  const definitions = await readXml(xml);
  const faults = new Faults();
  const processes = children(definitions, 'rootElements')
    .filter((element) => element.$type === 'bpmn:Process' && flag(element, 'isExecutable', false))
    .map((process) => readProcess(process, faults));
  if (processes.length === 0)
    faults.add(definitions.id ?? 'definitions', 'Must contain at least one executable process');
  return { processes, faults };
}
