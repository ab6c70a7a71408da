import { DmnModdle } from 'dmn-moddle';
import type { DmnElement } from 'dmn-moddle';
import { readXml as readElements } from '../xml/index.js';

export type { DmnElement } from 'dmn-moddle';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** What Camunda adds to DMN. */
const zeebe = {
  name: 'zeebe',
  prefix: 'zeebe',
  uri: 'http://camunda.org/schema/zeebe/1.0',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'VersionTag', superClass: ['Element'], properties: [{ name: 'value', type: 'String', isAttr: true }] },
  ],
};

/** Reads DMN 1.3; throws with a sentence when the text is none. */
export async function readXml(xml: string): Promise<DmnElement> {
  const model = new DmnModdle({ zeebe });
  try {
    return (await readElements(xml, { model, root: 'dmn:Definitions', drawing: 'dmndi' })) as DmnElement;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Expected a DMN 1.3 document with the namespace ${NAMESPACE}: ${reason}`, { cause: error });
  }
}

/** An attribute or the text of a child; '' is a text, null means that there is none. */
export function text(element: DmnElement | null, name: string): string | null {
  const value = element?.get(name);
  return typeof value === 'string' ? value : null;
}

export function child(element: DmnElement | null, name: string): DmnElement | null {
  const value = element?.get(name);
  return typeof value === 'object' && value !== null ? (value as DmnElement) : null;
}

export function children(element: DmnElement | null, name: string): readonly DmnElement[] {
  const value = element?.get(name);
  return Array.isArray(value) ? (value as DmnElement[]) : [];
}

/** The zeebe: (or other) extension of this type. */
export function extension(element: DmnElement, type: string): DmnElement | null {
  return children(child(element, 'extensionElements'), 'values').find((value) => value.$type === type) ?? null;
}

/** Ids of what the requirements of an element refer to, in their order. */
export function references(element: DmnElement, requirements: string, reference: string): readonly string[] {
  return children(element, requirements).flatMap((requirement) => {
    const href = text(child(requirement, reference), 'href');
    return href === null ? [] : [href.replace(/^#/, '')];
  });
}
