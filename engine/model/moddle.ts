import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleElement } from 'bpmn-moddle';
import { readXml as readElements } from '../xml/index.js';

export type { ModdleElement } from 'bpmn-moddle';

const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json') as unknown;

/** Reads BPMN XML with its Zeebe settings; throws with a sentence when it is no readable diagram. */
export async function readXml(xml: string): Promise<ModdleElement> {
  const model = new BpmnModdle({ zeebe });
  return (await readElements(xml, { model, root: 'bpmn:Definitions', drawing: 'bpmndi' })) as ModdleElement;
}

export function text(element: ModdleElement | null, name: string): string | null {
  const value = element?.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}

export function flag(element: ModdleElement | null, name: string, otherwise: boolean): boolean {
  const value = element?.get(name);
  return typeof value === 'boolean' ? value : otherwise;
}

export function child(element: ModdleElement | null, name: string): ModdleElement | null {
  const value = element?.get(name);
  return typeof value === 'object' && value !== null ? (value as ModdleElement) : null;
}

export function children(element: ModdleElement | null, name: string): readonly ModdleElement[] {
  const value = element?.get(name);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

/** The zeebe: (or other) extension of this type, e.g. 'zeebe:TaskDefinition'. */
export function extension(element: ModdleElement, type: string): ModdleElement | null {
  return children(child(element, 'extensionElements'), 'values').find((value) => value.$type === type) ?? null;
}

/** The body of an element such as bpmn:conditionExpression. */
export function body(element: ModdleElement | null, name: string): string | null {
  return text(child(element, name), 'body')?.trim() ?? null;
}
