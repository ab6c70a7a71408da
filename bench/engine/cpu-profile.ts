import { readFileSync } from 'node:fs';

/** Where a process was, sample by sample, as `node --cpu-prof` writes it; times in µs of the monotonic clock. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Parts of the engine, by the file that a function is in. */
const LAYERS: readonly (readonly [layer: string, place: RegExp])[] = [
  ['HTTP parsing and sockets', /^node:(?:_http|internal\/http)/],
  ['REST mapping and validation', /\/engine\/(?:rest|gateway|identity)\/|\/node_modules\/zod\//],
  ['metrics and log', /\/engine\/observability\/|\/node_modules\/(?:prom-client|pino)\//],
  ['encoding and writing of rows', /\/engine\/store\/|\/node_modules\/pg/],
  ['searches', /\/engine\/search\//],
  ['core', /\/engine\//],
];
const SOCKETS = 'HTTP parsing and sockets';
const COLLECTION = 'garbage collection';
const REST = 'rest';
export const LAYER_NAMES: readonly string[] = [...LAYERS.map(([layer]) => layer), COLLECTION, REST];

/** Time by name, µs. */
export type Times = ReadonlyMap<string, number>;

/** Everything but waiting, between two instants of the monotonic clock, µs. */
export interface Spent {
  readonly byLayer: Times;
  /** Self time of functions with their file. */
  readonly byFunction: Times;
}

interface Place {
  readonly layer: string | null;
  readonly name: string;
}

export function readProfile(file: string): (from: number, to: number) => Spent {
  const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const places = placesOf(profile);
  return (from, to) => {
    const [byLayer, byFunction] = [new Map<string, number>(), new Map<string, number>()];
    let at = profile.startTime;
    for (const [index, id] of profile.samples.entries()) {
      at += profile.timeDeltas[index] ?? 0;
      const place = places.get(id);
      if (at < from || at > to || place === undefined || place.layer === null) continue;
      // A sample stands for the time until the next one.
      const time = profile.timeDeltas[index + 1] ?? 0;
      byLayer.set(place.layer, (byLayer.get(place.layer) ?? 0) + time);
      byFunction.set(place.name, (byFunction.get(place.name) ?? 0) + time);
    }
    return { byLayer, byFunction };
  };
}

function placesOf({ nodes }: CpuProfile): ReadonlyMap<number, Place> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const places = new Map<number, Place>();
  const visit = (id: number, outer: string): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { functionName, url } = node.callFrame;
    const layer = layerOf(functionName, url, outer);
    const file = url.replace(/^.*?\/(?=engine\/|node_modules\/)/, '');
    places.set(id, { layer, name: `${functionName === '' ? '(anonymous)' : functionName} ${file}`.trim() });
    for (const child of node.children ?? []) visit(child, layer ?? outer);
  };
  const [root] = nodes;
  if (root !== undefined) visit(root.id, REST);
  return places;
}

/** What Node and its native code do is done for whoever asked; what nobody asked for is a socket that has data. */
function layerOf(functionName: string, url: string, outer: string): string | null {
  if (functionName === '(idle)') return null;
  if (functionName === '(garbage collector)') return COLLECTION;
  const own = LAYERS.find(([, place]) => place.test(url))?.[0];
  if (own !== undefined) return own;
  if (outer !== REST) return outer;
  return /^node:(?:net|internal\/(?:stream|streams))/.test(url) ? SOCKETS : REST;
}
