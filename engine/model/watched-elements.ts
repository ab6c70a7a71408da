import type { ElementModel } from './types.js';

/** Ids of the elements that conditional events watch, and of everything around those. */
export function watchedElements(elements: Iterable<ElementModel>): ReadonlySet<string> {
  const watched = new Set<string>();
  for (const element of elements) {
    if (element.event.kind !== 'conditional') continue;
    for (const host of hostsOf(element))
      for (let around: ElementModel | null = host; around !== null; around = around.scope) watched.add(around.id);
  }
  return watched;
}

/** The elements while whose instances live the event can happen; none for a start event of the process. */
function hostsOf(event: ElementModel): readonly ElementModel[] {
  const { type, scope, attachedTo } = event;
  if (type === 'BOUNDARY_EVENT') return attachedTo === null ? [] : [attachedTo];
  if (type === 'START_EVENT') return scope?.type === 'EVENT_SUB_PROCESS' && scope.scope !== null ? [scope.scope] : [];
  const gateways = event.incoming.map(({ source }) => source).filter((source) => source.type === 'EVENT_BASED_GATEWAY');
  return [event, ...gateways];
}
