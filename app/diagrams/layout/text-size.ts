import type { Size } from './model.js';

/** Letters beside a shape are 11 units high in bpmn-js and wrap at 90 units. */
const LETTER = 11;
const NARROW = 6.5;
const LINE_HEIGHT = 14;
const WRAP = 90;

const widthOf = (line: string): number =>
  Array.from(line).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x2e80 ? NARROW : LETTER), 0);

/** The room that a name beside a shape takes; undefined when there is no name. */
export function textSize(name: string | undefined): Size | undefined {
  if (name === undefined || name.trim() === '') return undefined;
  const lines = name.split('\n').map(widthOf);
  const wrapped = lines.map((width) => (width <= WRAP ? 1 : Math.ceil(width / (WRAP - LETTER))));
  return {
    width: Math.ceil(Math.min(Math.max(...lines), WRAP)) + 4,
    height: wrapped.reduce((sum, count) => sum + count, 0) * LINE_HEIGHT,
  };
}
