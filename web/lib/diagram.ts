/** Draws a deployed diagram and marks on it where a case stands. Loaded only when a diagram is shown. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { ProcessInstanceView } from '../../api/contract/index.js';

const FONT = '"Noto Sans SC Variable"';

interface Canvas {
  zoom(level?: number | 'fit-viewport', center?: 'auto'): number;
  scroll(by: { dx: number; dy: number }): void;
  addMarker(element: string, marker: string): void;
  removeMarker(element: string, marker: string): void;
  scrollToElement(element: string): void;
  viewbox(): { inner: { width: number; height: number }; outer: { width: number; height: number } };
}
interface Shape {
  readonly id: string;
  readonly type: string;
  readonly businessObject: { readonly name?: string };
}
interface Registry {
  get(id: string): Shape | undefined;
  filter(keep: (shape: Shape) => boolean): Shape[];
}
interface EventBus {
  on(event: string, handler: (event: { element: Shape }) => void): void;
}

export type Position = Pick<ProcessInstanceView, 'activeElements' | 'completedElements' | 'takenFlows' | 'incidents'>;

export interface Diagram {
  readonly show: (xml: string, position: Position) => Promise<void>;
  readonly mark: (position: Position) => void;
  readonly nameOf: (elementId: string) => string;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly destroy: () => void;
}

/**
 * Labels are measured when the diagram is drawn: the slices of the web font that its characters need must be there
 * before, or the boxes are cut for another font.
 */
async function loadFontFor(xml: string): Promise<void> {
  const names = [...xml.matchAll(/ name="([^"]*)"/g)].map((match) => match[1] ?? '').join('');
  const characters = [...new Set(names)].join('');
  await document.fonts.load(`12px ${FONT}`, characters);
}

function marksOf(position: Position): Map<string, string> {
  const marks = new Map<string, string>();
  for (const id of position.takenFlows) marks.set(id, 'case-taken');
  for (const id of position.completedElements) marks.set(id, 'case-done');
  for (const id of position.activeElements) marks.set(id, 'case-active');
  for (const incident of position.incidents) marks.set(incident.elementId, 'case-incident');
  return marks;
}

/** Lets a finger move the diagram sideways while the page still scrolls up and down. */
function followFinger(container: HTMLElement, canvas: Canvas): void {
  let last: number | undefined;
  container.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') last = event.clientX;
  });
  container.addEventListener('pointermove', (event) => {
    if (last === undefined || event.pointerType !== 'touch') return;
    canvas.scroll({ dx: event.clientX - last, dy: 0 });
    last = event.clientX;
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    container.addEventListener(end, () => {
      last = undefined;
    });
  }
}

/** `openCall` is told the element id of a call activity that was clicked. */
export function createDiagram(container: HTMLElement, openCall: (elementId: string) => void): Diagram {
  const viewer = new NavigatedViewer({
    container,
    // The page keeps its wheel; zooming has buttons.
    zoomScroll: { enabled: false },
    textRenderer: {
      // Sizes stay the viewer's own: the labels' boxes in the diagrams are drawn for them.
      defaultStyle: { fontFamily: `${FONT}, sans-serif` },
      externalStyle: { fontFamily: `${FONT}, sans-serif` },
    },
  });
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  let marks = new Map<string, string>();

  viewer.get<EventBus>('eventBus').on('element.click', ({ element }) => {
    if (element.type === 'bpmn:CallActivity') openCall(element.id);
  });
  followFinger(container, canvas);

  const mark = (position: Position): void => {
    for (const [id, marker] of marks) if (registry.get(id)) canvas.removeMarker(id, marker);
    marks = marksOf(position);
    for (const [id, marker] of marks) if (registry.get(id)) canvas.addMarker(id, marker);
  };
  const fit = (): void => {
    canvas.zoom('fit-viewport', 'auto');
  };
  return {
    show: async (xml, position) => {
      await loadFontFor(xml);
      await viewer.importXML(xml);
      marks = new Map();
      fit();
      mark(position);
      const { inner, outer } = canvas.viewbox();
      const stands = [...position.activeElements, ...position.completedElements.toReversed()];
      const place = stands.find((id) => registry.get(id));
      // On a narrow screen the whole diagram would be too small to read: show the place where the case stands.
      if (inner.width > outer.width * 1.8 && place !== undefined) {
        canvas.zoom(0.75);
        canvas.scrollToElement(place);
      }
    },
    mark,
    nameOf: (id) => registry.get(id)?.businessObject.name?.replace(/\s+/g, '') ?? id,
    zoomBy: (factor) => {
      canvas.zoom(Math.min(3, Math.max(0.15, canvas.zoom() * factor)), 'auto');
    },
    fit,
    destroy: () => {
      viewer.destroy();
    },
  };
}
