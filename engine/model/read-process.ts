import { ELEMENT_TYPES, IGNORED_TYPES } from './element-types.js';
import { checkModel } from './check-model.js';
import type { Faults } from './faults.js';
import { LONGEST_NAME } from './limits.js';
import { body, child, children, extension, flag, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { describeAdHocElement, innerElementOf, isActivatable, newInnerElement, readAdHoc } from './read-ad-hoc.js';
import { readEvent } from './read-event.js';
import { ExtensionReader } from './read-extensions.js';
import type { AdHocDefinition, ElementModel, ElementType, ProcessModel, SequenceFlow } from './types.js';
import { watchedElements } from './watched-elements.js';

/** Turns one bpmn:process into the typed model; what is wrong with it goes to the faults. */
export function readProcess(process: ModdleElement, faults: Faults): ProcessModel {
  const id = process.id ?? '';
  const reader = new ProcessReader(faults);
  const root = reader.element(process, 'PROCESS', null);
  reader.scope(process, root);
  reader.connect();
  const model: ProcessModel = {
    id,
    name: text(process, 'name'),
    versionTag: text(extension(process, 'zeebe:VersionTag'), 'value'),
    startForm: reader.startForm(root),
    root,
    elements: reader.elements,
    watched: watchedElements(reader.elements.values()),
  };
  checkModel(model, faults);
  return model;
}

class ProcessReader {
  readonly elements = new Map<string, ElementModel>();
  readonly #nodes = new Map<ElementModel, ModdleElement>();
  readonly #flows: ModdleElement[] = [];
  readonly #associations: ModdleElement[] = [];

  constructor(private readonly faults: Faults) {}

  scope(container: ModdleElement, scope: ElementModel): void {
    for (const node of children(container, 'flowElements')) {
      if (node.$type === 'bpmn:SequenceFlow') this.#flows.push(node);
      else if (!IGNORED_TYPES.has(node.$type)) this.#flowNode(node, scope);
    }
    const artifacts = children(container, 'artifacts');
    this.#associations.push(...artifacts.filter(({ $type }) => $type === 'bpmn:Association'));
  }

  #flowNode(node: ModdleElement, around: ElementModel): void {
    const known = ELEMENT_TYPES[node.$type];
    const id = node.id ?? '';
    if (known === undefined) {
      this.faults.add(id, `Elements of type '${node.$type}' are not supported`);
      return;
    }
    const type = known === 'SUB_PROCESS' && flag(node, 'triggeredByEvent', false) ? 'EVENT_SUB_PROCESS' : known;
    const scope = type === 'EVENT_SUB_PROCESS' && around.adHoc !== null ? (around.scope ?? around) : around;
    const element = this.element(node, type, scope);
    if (type === 'EVENT_SUB_PROCESS') scope.eventSubprocesses.push(element);
    if (type === 'START_EVENT') {
      const starts = element.event.kind === 'none' || scope.type !== 'PROCESS';
      if (starts && scope.startEvent !== null) this.faults.add(scope.id, 'Must have exactly one start event');
      if (starts) scope.startEvent = element;
      else scope.startEvents.push(element);
    }
    if (type === 'INTERMEDIATE_CATCH_EVENT' && element.event.kind === 'link') scope.linkCatches.push(element);
    if (known === 'SUB_PROCESS') this.scope(node, element);
    if (known === 'AD_HOC_SUB_PROCESS') this.scope(node, this.#innerElement(element));
  }

  #innerElement(adHoc: ElementModel): ElementModel {
    const inner = newInnerElement(adHoc);
    this.elements.set(inner.id, inner);
    adHoc.children.push(inner);
    return inner;
  }

  element(node: ModdleElement, type: ElementType, scope: ElementModel | null): ElementModel {
    const id = node.id ?? '';
    const { faults } = this;
    const extensions = new ExtensionReader(node, id, faults);
    const element: ElementModel = {
      id,
      name: text(node, 'name'),
      type,
      scope,
      incoming: [],
      outgoing: [],
      defaultFlow: null,
      startEvent: null,
      startEvents: [],
      children: [],
      eventSubprocesses: [],
      boundaryEvents: [],
      linkCatches: [],
      attachedTo: null,
      isCompensationHandler: flag(node, 'isForCompensation', false),
      compensationHandler: null,
      interrupting: type === 'BOUNDARY_EVENT' ? flag(node, 'cancelActivity', true) : flag(node, 'isInterrupting', true),
      event: readEvent(node, id, faults),
      inputs: extensions.mappings('inputParameters'),
      outputs: extensions.mappings('outputParameters'),
      job: type === 'USER_TASK' ? extensions.userTaskJob() : extensions.job(),
      script: extensions.script(),
      userTask: type === 'USER_TASK' ? extensions.userTask() : null,
      call: type === 'CALL_ACTIVITY' ? extensions.call() : null,
      decision: type === 'BUSINESS_RULE_TASK' ? extensions.decision() : null,
      loop: extensions.loop(),
      adHoc: type === 'AD_HOC_SUB_PROCESS' ? readAdHoc(node, id, faults) : null,
      startListeners: extensions.executionListeners('start'),
      endListeners: extensions.executionListeners('end'),
    };
    if (type !== 'BUSINESS_RULE_TASK' && extension(node, 'zeebe:CalledDecision') !== null) {
      faults.add(id, "Extension elements of type 'zeebe:calledDecision' are supported on business rule tasks only");
    }
    extensions.checkListenerEvents();
    if (id.length > LONGEST_NAME) faults.add(id, `Ids must have at most ${String(LONGEST_NAME)} characters`);
    if (this.elements.has(id)) faults.add(id, 'Element ids must be unique');
    this.elements.set(id, element);
    scope?.children.push(element);
    this.#nodes.set(element, node);
    return element;
  }

  /** Links flows and boundary events, once every element is known. */
  connect(): void {
    for (const flow of this.#flows) this.#connectFlow(flow);
    for (const [element, node] of this.#nodes) {
      if (element.type !== 'BOUNDARY_EVENT') continue;
      const host = this.elements.get(child(node, 'attachedToRef')?.id ?? '');
      if (host === undefined) this.faults.add(element.id, 'Must be attached to an activity');
      element.attachedTo = host ?? null;
      host?.boundaryEvents.push(element);
    }
    for (const association of this.#associations) this.#connectHandler(association);
    for (const element of this.#nodes.keys())
      if (element.adHoc !== null) this.#describeElements(element, element.adHoc);
  }

  #describeElements(element: ElementModel, adHoc: AdHocDefinition): void {
    const inside = innerElementOf(element)?.children ?? [];
    adHoc.elements = inside.filter(isActivatable).flatMap((one) => {
      const node = this.#nodes.get(one);
      return node === undefined ? [] : [describeAdHocElement(one, node)];
    });
  }

  /** The association from a compensation boundary event leads to the activity that undoes; others are drawn for people. */
  #connectHandler(association: ModdleElement): void {
    const event = this.elements.get(child(association, 'sourceRef')?.id ?? '');
    const handler = this.elements.get(child(association, 'targetRef')?.id ?? '');
    if (event?.type !== 'BOUNDARY_EVENT' || event.event.kind !== 'compensation' || handler === undefined) return;
    if (event.compensationHandler !== null) this.faults.add(event.id, 'Must have exactly one compensation handler');
    event.compensationHandler = handler;
  }

  #connectFlow(node: ModdleElement): void {
    const id = node.id ?? '';
    const source = this.elements.get(child(node, 'sourceRef')?.id ?? '');
    const target = this.elements.get(child(node, 'targetRef')?.id ?? '');
    if (source === undefined || target === undefined) {
      this.faults.add(id, 'Must connect two supported elements of the process');
      return;
    }
    if (source.scope !== target.scope) this.faults.add(id, 'Must connect two elements of the same scope');
    const condition = this.faults.optionalFormula(id, body(node, 'conditionExpression'));
    const flow: SequenceFlow = { id, source, target, condition };
    source.outgoing.push(flow);
    target.incoming.push(flow);
    const sourceNode = this.#nodes.get(source);
    if (sourceNode !== undefined && ELEMENTS_WITH_DEFAULT.has(source.type) && child(sourceNode, 'default')?.id === id)
      source.defaultFlow = flow;
  }

  startForm(root: ElementModel) {
    const node = root.startEvent === null ? undefined : this.#nodes.get(root.startEvent);
    return node === undefined || root.startEvent === null
      ? null
      : new ExtensionReader(node, root.startEvent.id, this.faults).form();
  }
}

const ELEMENTS_WITH_DEFAULT: ReadonlySet<ElementType> = new Set(['EXCLUSIVE_GATEWAY', 'INCLUSIVE_GATEWAY']);
