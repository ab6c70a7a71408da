/** What the layout knows of a diagram: sizes and connections, nothing of what a step does. Units are those of BPMN DI. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Box = Point & Size;

/** A flow node as a box that is to be placed. */
export interface Item extends Size {
  readonly id: string;
  readonly kind: 'task' | 'event' | 'gateway' | 'subprocess';
  /** Index of its lane in the order of the lane set; 0 inside a subprocess. */
  readonly lane: number;
  /** Name written beside the shape (events and gateways); undefined when it has none or bears it inside. */
  readonly label: Size | undefined;
  /** The content of an expanded subprocess, already drawn, relative to its own upper left corner. */
  readonly content: Drawing | undefined;
  /** An event subprocess takes part in no flow: it gets a row of its own. */
  readonly isEventSubprocess: boolean;
  readonly boundaryEvents: readonly BoundaryEvent[];
}

export interface BoundaryEvent {
  readonly id: string;
  /** On the upper edge of its host, because it leads to a lane above; else on the lower one. */
  readonly up: boolean;
  readonly label: Size | undefined;
}

export interface Flow {
  readonly id: string;
  /** The item that the flow leaves; for a boundary event the one it is attached to. */
  readonly source: string;
  readonly boundary: string | undefined;
  readonly target: string;
  readonly label: Size | undefined;
}

/** One level of the diagram: the process with its lanes, or the inside of one subprocess (one lane without a name). */
export interface Level {
  readonly laneNames: readonly string[];
  readonly items: readonly Item[];
  readonly flows: readonly Flow[];
}

export interface DrawnShape {
  readonly id: string;
  readonly box: Box;
  readonly label: Box | undefined;
}

export interface DrawnEdge {
  readonly id: string;
  readonly points: readonly Point[];
  readonly label: Box | undefined;
}

export interface Drawing extends Size {
  readonly shapes: readonly DrawnShape[];
  readonly edges: readonly DrawnEdge[];
  /** Upper edge and height of every lane. */
  readonly lanes: readonly { readonly y: number; readonly height: number }[];
}

/** Reads an entry that must be there: the layout made it itself. */
export function entry<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`layout: nothing known of ${String(key)}`);
  return value;
}

/** The item of an index that the layout computed itself. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error(`layout: no entry ${String(index)} of ${String(list.length)}`);
  return value;
}
