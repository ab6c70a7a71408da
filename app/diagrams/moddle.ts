import { createRequire } from 'node:module';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';

const zeebe: unknown = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json');

/** The parser and writer of diagrams with the Zeebe extensions. */
export const createModdle = (): BpmnModdle => new BpmnModdle({ zeebe });

/** Parses a diagram with the Zeebe extensions; anything the parser had to skip is an error, not a warning. */
export async function parseDiagram(xml: string, moddle = createModdle()): Promise<ModdleElement> {
  const { rootElement, warnings } = await moddle.fromXML(xml);
  if (warnings.length > 0) throw new Error(`diagram not understood: ${warnings.map((w) => w.message).join('; ')}`);
  return rootElement;
}

export const textOf = (element: ModdleElement | undefined, name: string): string | undefined => {
  const value = element?.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const numberOf = (element: ModdleElement | undefined, name: string): number => {
  const value = element?.get(name);
  if (typeof value !== 'number') throw new Error(`expected a number in ${name} of ${element?.$type ?? 'nothing'}`);
  return value;
};

export const elementOf = (element: ModdleElement | undefined, name: string): ModdleElement | undefined =>
  element?.get(name) as ModdleElement | undefined;

export const elementsOf = (element: ModdleElement | undefined, name: string): readonly ModdleElement[] =>
  (element?.get(name) as readonly ModdleElement[] | undefined) ?? [];

/** The first extension of the given Zeebe type, e.g. `zeebe:TaskDefinition`. */
export const extensionOf = (element: ModdleElement, type: string): ModdleElement | undefined =>
  elementsOf(elementOf(element, 'extensionElements'), 'values').find((value) => value.$type === type);
