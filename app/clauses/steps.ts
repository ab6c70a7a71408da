import { elementsOf, extensionOf, parseDiagram, textOf } from '../diagrams/moddle.js';
import type { Step } from './carrier.js';
import { idsIn } from './clause-ids.js';
import { reachableFrom } from './reachable-elements.js';

/** The steps of a diagram that say in their property `clauses` what they carry, and that a case can come to. */
export async function stepsOf(file: string, xml: string): Promise<Step[]> {
  const root = await parseDiagram(xml);
  const processes = elementsOf(root, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && element.get('isExecutable') === true,
  );
  return processes.flatMap((process) =>
    [...reachableFrom(process)].flatMap((element) => {
      const properties = elementsOf(extensionOf(element, 'zeebe:Properties'), 'properties');
      const clauses = textOf(
        properties.find((property) => property.get('name') === 'clauses'),
        'value',
      );
      const names = { element: element.id ?? '', name: (textOf(element, 'name') ?? '').replaceAll('\n', '') };
      return idsIn(clauses ?? '').map((clause) => ({ clause, file, diagram: process.id ?? '', ...names }));
    }),
  );
}
