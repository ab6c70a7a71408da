import { Faults } from './faults.js';
import { MOST_PROCESSES } from './limits.js';
import { children, flag, readXml } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { readProcess } from './read-process.js';
import type { ProcessModel } from './types.js';
import { MOST_FEEL_CHARACTERS } from '../xml/index.js';

/** Reads the executable processes of a diagram; throws an Error with every fault and its element when it cannot run. */
export async function readDiagram(xml: string): Promise<readonly ProcessModel[]> {
  const faults = new Faults(MOST_FEEL_CHARACTERS);
  const definitions = await readXml(xml);
  const found = executable(definitions);
  if (found.length > MOST_PROCESSES) {
    const [most, given] = [String(MOST_PROCESSES), String(found.length)];
    throw new Error(`Expected at most ${most} executable processes in one diagram, but it has ${given}`);
  }
  if (found.length === 0) faults.add(definitions.id ?? 'definitions', 'Must contain at least one executable process');
  const processes = found.map((process) => readProcess(process, faults));
  if (faults.count > 0) throw new Error(faults.toString());
  return processes;
}

/** Reads one process of a diagram that was deployed before: what runs already goes on, even when a check is new. */
export async function readDeployed(xml: string, processDefinitionId: string): Promise<ProcessModel> {
  const found = executable(await readXml(xml)).find(({ id }) => id === processDefinitionId);
  if (found === undefined) throw new Error(`the stored diagram has no process '${processDefinitionId}'`);
  return readProcess(found, new Faults(Infinity));
}

const executable = (definitions: ModdleElement): readonly ModdleElement[] =>
  children(definitions, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && flag(element, 'isExecutable', false),
  );
