import type { XmlElement } from './read-xml.js';

/** The elements that a path of names leads to. The document has been checked: what is not there may be left out. */
export function elementsAt(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}

/** Text of the first element that a path leads to; empty when there is none, since no text of a message is empty. */
export const textAt = (element: XmlElement, ...path: readonly string[]): string =>
  elementsAt(element, ...path)[0]?.text ?? '';

/** An amount as it stands in a checked message, in fen. */
export function fenOfText(yuan: string): bigint {
  const [whole = '', fraction = ''] = yuan.split('.');
  return BigInt(`${whole}${fraction.padEnd(2, '0')}`);
}
