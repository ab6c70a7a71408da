import { type ClauseEntry, type ClauseMap, clauseMapOf } from '../../../app/clauses/clause-map.js';

type Files = Readonly<Record<string, string>>;

/** A repository small enough to read: what starts in production is `app/start.ts`, what is deployed lies in `bpmn/`. */
export async function mapOf(files: Files): Promise<ClauseMap> {
  const those = (wanted: (file: string) => boolean) => new Map(Object.entries(files).filter(([file]) => wanted(file)));
  const isTest = (file: string) => file.startsWith('test/');
  const isCode = (file: string) => /\.(?:ts|js|vue)$/.test(file) && !isTest(file);
  const tree = { code: those(isCode), tests: those(isTest), others: those((file) => !isCode(file) && !isTest(file)) };
  const deployed = Object.keys(files).filter((file) => file.startsWith('bpmn/'));
  return clauseMapOf(tree, { deployed, entries: ['app/start.ts'] });
}

export async function entryOf(clause: string, files: Files): Promise<ClauseEntry> {
  const entry = (await mapOf(files)).clauses.find((each) => each.clause === clause);
  if (entry === undefined) throw new Error(`no clause ${clause}`);
  return entry;
}

/** A diagram of these elements; a task names its clauses. */
export const diagram = (elements: string, isExecutable = true): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="small" isExecutable="${String(isExecutable)}">${elements}</bpmn:process>
</bpmn:definitions>`;

export const task = (id: string, clauses: string): string => `<bpmn:serviceTask id="${id}" name="步骤${id}">
  <bpmn:extensionElements><zeebe:properties><zeebe:property name="clauses" value="${clauses}" /></zeebe:properties>
  </bpmn:extensionElements></bpmn:serviceTask>`;

export const start = '<bpmn:startEvent id="Start" />';

export const flow = (from: string, to: string): string =>
  `<bpmn:sequenceFlow id="Flow_${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;
