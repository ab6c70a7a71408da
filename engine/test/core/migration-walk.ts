import { diagram, end, flows, start } from './diagram.js';
import { Walk } from './walk.js';

export const HOUR_MS = 3_600_000;

/** A process with one task and what follows it; `id` is the process id. */
export const one = (body: string, links: string, root = '', id = 'p') =>
  diagram(id, start() + body + end() + flows(`s -> ${links}`), root);

/** `a -> b, c -> d`: elements of the running version and what they become. */
export const mapping = (text: string) =>
  text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [sourceElementId = '', targetElementId = sourceElementId] = pair.split('->').map((id) => id.trim());
      return { sourceElementId, targetElementId };
    });

/** An instance of the first diagram, and a way to let it go over to the second one. */
export async function running(from: string, to: string, variables = {}, ...others: string[]) {
  const walk = await Walk.open(...others);
  await walk.deploy(from, 'p.bpmn');
  const key = await walk.create('p', variables);
  const target = (await walk.deploy(to, 'p.bpmn')).processes[0];
  const targetKey = target?.processDefinitionKey ?? '';
  const migrate = (text: string, processInstanceKey = key) =>
    walk.engine.migrateInstance({
      processInstanceKey,
      targetProcessDefinitionKey: targetKey,
      mappingInstructions: mapping(text),
    });
  return { walk, key, targetKey, migrate };
}

export const living = (walk: Walk, elementId: string) =>
  [...walk.state.elements.all()].filter((row) => row.elementId === elementId);
