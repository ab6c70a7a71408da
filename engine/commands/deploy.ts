import { createHash } from 'node:crypto';
import { readGraph } from '../dmn/index.js';
import { IncidentError } from '../elements/execution.js';
import type { Execution } from '../elements/execution.js';
import { scheduleTimer } from '../elements/timers.js';
import type { Expression } from '../model/expression.js';
import { LONGEST_NAME } from '../model/limits.js';
import { readDiagram } from '../model/read-diagram.js';
import type { ElementModel, ProcessModel } from '../model/types.js';
import { rowsOf } from '../state/state.js';
import { checkXml } from '../xml/index.js';
import { checkIds, deployGraph, isKnownGraph, knownGraph } from './deploy-decisions.js';
import type { GraphResource } from './deploy-decisions.js';
import { deployScript, knownScript, readScript } from './deploy-script.js';
import type { ScriptResource } from './deploy-script.js';
import { reject } from './rejection.js';
import { requireSize, textOf } from './resource-text.js';
import type { DeployedForm, DeployedProcess, DeployReply, DeployRequest, Key } from './requests.js';
import { nextVersion } from './versions.js';

interface Resource {
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
}
interface DiagramResource extends Resource {
  readonly processes: readonly ProcessModel[];
}
interface FormResource extends Resource {
  readonly formId: string;
  readonly versionTag: string | null;
}
export interface Resources {
  readonly diagrams: readonly DiagramResource[];
  readonly forms: readonly FormResource[];
  readonly scripts: readonly ScriptResource[];
  readonly graphs: readonly GraphResource[];
}

/** Reads and checks all resources; one bad one refuses them all, each fault with its file and element. */
export async function readResources(
  request: DeployRequest,
  validate: (process: ProcessModel) => readonly string[],
  largest?: number,
): Promise<Resources> {
  if (request.resources.length === 0)
    throw reject('CREATE', 'INVALID_ARGUMENT', 'Expected to deploy at least one resource, but none given');
  requireSize(request, largest);
  const diagrams: DiagramResource[] = [];
  const forms: FormResource[] = [];
  const scripts: ScriptResource[] = [];
  const graphs: GraphResource[] = [];
  const faults: string[] = [];
  const processIds = new Set<string>();
  for (const { name, content } of request.resources) {
    try {
      const text = textOf(content);
      const resource = { name, text, checksum: createHash('sha256').update(text).digest('hex') };
      if (/\.(bpmn|xml|dmn)$/i.test(name)) checkXml(text);
      if (/\.(bpmn|xml)$/i.test(name)) {
        const processes = await readDiagram(text);
        for (const { id } of processes) {
          if (processIds.has(id)) throw new Error(`Duplicated process id in resources: '${id}'`);
          processIds.add(id);
        }
        const extra = processes.flatMap((process) => validate(process));
        if (extra.length > 0) throw new Error(extra.join('\n'));
        diagrams.push({ ...resource, processes });
      } else if (/\.dmn$/i.test(name)) {
        const graph = await readGraph(text);
        checkIds(graph, name, graphs);
        graphs.push({ ...resource, graph });
      } else if (/\.form$/i.test(name)) {
        const form = { ...resource, ...readForm(text) };
        requireNew(
          'form',
          form.formId,
          name,
          forms.find(({ formId }) => formId === form.formId),
        );
        forms.push(form);
      } else if (/\.rpa$/i.test(name)) {
        const script = { ...resource, ...readScript(text) };
        requireNew(
          'resource',
          script.resourceId,
          name,
          scripts.find(({ resourceId }) => resourceId === script.resourceId),
        );
        scripts.push(script);
      } else throw new Error('unknown resource type: expected .bpmn, .xml, .dmn, .form or .rpa');
    } catch (error) {
      faults.push(`'${name}': ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0) {
    const all = `Expected to deploy new resources, but encountered the following errors:\n${faults.join('\n')}`;
    throw reject('CREATE', 'INVALID_ARGUMENT', all);
  }
  return { diagrams, forms, scripts, graphs };
}

/** One deployment brings an id of a kind once. */
function requireNew(kind: string, id: string, name: string, other: Resource | undefined): void {
  if (id.length > LONGEST_NAME)
    throw new Error(`Expected a ${kind} id of at most ${String(LONGEST_NAME)} characters, got '${id.slice(0, 20)}…'`);
  if (other === undefined) return;
  const both = `in the resources '${other.name}' and '${name}'`;
  throw new Error(
    `Expected the ${kind} ids to be unique within a deployment but found a duplicated id '${id}' ${both}.`,
  );
}

function readForm(text: string): { formId: string; versionTag: string | null } {
  const form = JSON.parse(text) as { id?: unknown; versionTag?: unknown };
  if (typeof form.id !== 'string' || form.id === '')
    throw new Error('Expected the form id to be present, but none given');
  return { formId: form.id, versionTag: typeof form.versionTag === 'string' ? form.versionTag : null };
}

/**
 * Deploys checked resources. The very same resources again keep version and key; as soon as one of a deployment is new,
 * all of it gets new versions, because "binding: deployment" means what was deployed together.
 */
export function deploy(run: Execution, { diagrams, forms, scripts, graphs }: Resources): DeployReply {
  const deploymentKey = run.newKey();
  const same =
    graphs.every((graph) => isKnownGraph(run, graph)) &&
    forms.every((form) => isSame(run.state.latestForm(form.formId), form)) &&
    scripts.every((script) => isSame(run.state.latestResource(script.resourceId), script)) &&
    diagrams.every((diagram) => diagram.processes.every(({ id }) => isSame(run.state.latestDefinition(id), diagram)));
  const deployed = graphs.map((graph) => (same ? knownGraph(run, graph) : deployGraph(run, deploymentKey, graph)));
  return {
    deploymentKey,
    decisions: deployed.flatMap(({ decisions }) => decisions),
    decisionRequirements: deployed.map(({ requirements }) => requirements),
    forms: forms.map((form) => (same ? knownForm(run, form) : deployForm(run, deploymentKey, form))),
    resources: scripts.map((script) => (same ? knownScript(run, script) : deployScript(run, deploymentKey, script))),
    processes: diagrams.flatMap((diagram) =>
      diagram.processes.map((process) =>
        same ? knownProcess(run, process.id) : deployProcess(run, deploymentKey, diagram, process),
      ),
    ),
  };
}

function isSame(
  latest: { readonly resourceChecksum: string; readonly resourceName: string } | undefined,
  { checksum, name }: Resource,
): boolean {
  return latest?.resourceChecksum === checksum && latest.resourceName === name;
}

function knownForm(run: Execution, { formId }: FormResource): DeployedForm {
  const latest = run.state.latestForm(formId);
  if (latest === undefined) throw new Error(`form ${formId} is not deployed`);
  return { formKey: latest.formKey, formId, version: latest.version, resourceName: latest.resourceName };
}

function knownProcess(run: Execution, processDefinitionId: string): DeployedProcess {
  const latest = run.state.latestDefinition(processDefinitionId);
  if (latest === undefined) throw new Error(`process ${processDefinitionId} is not deployed`);
  const { processDefinitionKey, version, resourceName } = latest;
  return { processDefinitionKey, processDefinitionId, version, resourceName };
}

function deployForm(run: Execution, deploymentKey: Key, form: FormResource): DeployedForm {
  const { formId, versionTag, name: resourceName, checksum: resourceChecksum, text: schema } = form;
  const version = nextVersion(rowsOf(run.state.forms, run.state.formsById.find(formId)));
  const formKey = run.newKey();
  run.emit('form-deployed', {
    row: {
      formKey,
      formId,
      version,
      versionTag,
      resourceName,
      resourceChecksum,
      schema,
      deploymentKey,
      state: 'ACTIVE',
      deployedAt: run.now,
    },
  });
  return { formKey, formId, version, resourceName };
}

function deployProcess(
  run: Execution,
  deploymentKey: Key,
  { name: resourceName, checksum: resourceChecksum, text: bpmnXml }: Resource,
  model: ProcessModel,
): DeployedProcess {
  const processDefinitionId = model.id;
  const latest = run.state.latestDefinition(processDefinitionId);
  const known = run.state.definitionsById.find(processDefinitionId);
  const version = nextVersion(rowsOf(run.state.definitions, known));
  const processDefinitionKey = run.newKey();
  if (latest !== undefined) closeStarts(run, latest.processDefinitionKey);
  run.emit('process-deployed', {
    row: {
      processDefinitionKey,
      processDefinitionId,
      name: model.name,
      version,
      versionTag: model.versionTag,
      resourceName,
      resourceChecksum,
      bpmnXml,
      deploymentKey,
      startFormId: model.startForm?.formId.text ?? null,
      startFormBinding: model.startForm?.binding ?? null,
      startFormVersionTag: model.startForm?.versionTag ?? null,
      state: 'ACTIVE',
      history: 'KEPT',
      deployedAt: run.now,
    },
  });
  run.state.addModel(processDefinitionKey, model);
  openStarts(run, processDefinitionKey, processDefinitionId, model);
  return { processDefinitionKey, processDefinitionId, version, resourceName };
}

/** Only the latest version begins by messages, timers and signals. */
export function closeStarts(run: Execution, processDefinitionKey: Key): void {
  const { state } = run;
  for (const key of [...state.startSubscriptionsByProcess.find(processDefinitionKey)])
    run.emit('message-subscription-closed', { key, at: run.now });
  for (const key of [...state.startTimers.find(processDefinitionKey)]) run.emit('timer-canceled', { key });
  for (const key of [...state.startSignals.find(processDefinitionKey)]) run.emit('signal-subscription-closed', { key });
}

export function openStarts(run: Execution, key: Key, processDefinitionId: string, { root }: ProcessModel): void {
  for (const element of root.startEvents) openStart(run, key, processDefinitionId, element);
}

function openStart(
  run: Execution,
  processDefinitionKey: Key,
  processDefinitionId: string,
  element: ElementModel,
): void {
  const { event, id: elementId } = element;
  const none = { processInstanceKey: null, elementInstanceKey: null };
  if (event.kind === 'message') {
    run.emit('message-subscription-opened', {
      row: {
        ...none,
        messageSubscriptionKey: run.newKey(),
        processDefinitionKey,
        processDefinitionId,
        rootProcessInstanceKey: null,
        elementId,
        state: 'CREATED',
        lastUpdatedDate: run.now,
        messageName: constant(run, elementId, event.name),
        correlationKey: null,
        live: true,
      },
    });
  }
  if (event.kind === 'signal') {
    const signalName = constant(run, elementId, event.name);
    run.emit('signal-subscription-opened', {
      row: { ...none, signalSubscriptionKey: run.newKey(), processDefinitionKey, elementId, signalName },
    });
  }
  if (event.kind === 'timer') {
    const schedule = startTimer(run, elementId, event.timer, constant(run, elementId, event.value));
    run.emit('timer-created', {
      row: { ...none, ...schedule, timerKey: run.newKey(), processDefinitionKey, elementId },
    });
  }
}

/** Start events have no instance yet, so their expressions see no variables. */
function constant(run: Execution, elementId: string, expression: Expression): string {
  const refused = (reason: string) =>
    reject('CREATE', 'INVALID_ARGUMENT', `Expected to deploy new resources, but ${reason}`);
  try {
    const value = run.evaluate(expression, {});
    if (typeof value === 'string') return value;
  } catch (error) {
    if (!(error instanceof IncidentError)) throw error;
    throw refused(`at '${elementId}': ${error.message}`);
  }
  throw refused(`the start event '${elementId}' gives no text`);
}

function startTimer(run: Execution, elementId: string, kind: 'date' | 'duration' | 'cycle', value: string) {
  try {
    return scheduleTimer(kind, value, run.now);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw reject('CREATE', 'INVALID_ARGUMENT', `Expected to deploy new resources, but at '${elementId}': ${reason}`);
  }
}
