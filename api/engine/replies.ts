/** The parts of the engine's replies that the API reads, checked field by field and put into our words. */
import { z } from 'zod';
import type { EngineIncident, EngineInstance, EngineTask, EngineVariable } from './types.js';

const key = z.string();
const text = z.string();
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), page: z.object({ totalItems: z.number() }) });

export const taskReply = z
  .object({
    userTaskKey: key,
    name: optionalText,
    state: text,
    assignee: optionalText,
    elementId: text,
    candidateGroups: z.array(text),
    processDefinitionId: text,
    processName: optionalText,
    processInstanceKey: key,
    creationDate: text,
    dueDate: optionalText,
    customHeaders: z.record(z.string(), text).nullish(),
  })
  .transform((raw): EngineTask => ({
    taskKey: raw.userTaskKey,
    name: raw.name ?? raw.elementId,
    state: raw.state,
    act: raw.customHeaders?.['act'] ?? '',
    assignee: raw.assignee,
    candidateGroups: raw.candidateGroups,
    elementId: raw.elementId,
    processId: raw.processDefinitionId,
    processName: raw.processName ?? raw.processDefinitionId,
    processInstanceKey: raw.processInstanceKey,
    createdAt: raw.creationDate,
    dueAt: raw.dueDate,
  }));
export const formReply = z.object({ formId: text, version: z.number(), schema: z.unknown() });
export const variableReply = z
  .object({ name: text, processInstanceKey: key, scopeKey: key, value: text })
  .transform(({ value, ...rest }): EngineVariable => ({ ...rest, value: JSON.parse(value) as unknown }));
export const instanceReply = z
  .object({
    processInstanceKey: key,
    parentProcessInstanceKey: optionalText,
    processDefinitionKey: key,
    processDefinitionId: text,
    processDefinitionName: optionalText,
    state: z.enum(['ACTIVE', 'COMPLETED', 'TERMINATED']),
    startDate: text,
    endDate: optionalText,
  })
  .transform((raw): EngineInstance => ({
    key: raw.processInstanceKey,
    parentKey: raw.parentProcessInstanceKey,
    definitionKey: raw.processDefinitionKey,
    processId: raw.processDefinitionId,
    name: raw.processDefinitionName ?? raw.processDefinitionId,
    state: raw.state,
    startedAt: raw.startDate,
    endedAt: raw.endDate,
  }));
export const elementReply = z.object({ elementId: text, state: text });
export const incidentReply = z
  .object({ elementId: text, errorMessage: optionalText, creationTime: text })
  .transform((raw): EngineIncident => ({
    elementId: raw.elementId,
    message: raw.errorMessage ?? '',
    at: raw.creationTime,
  }));
export const flowsReply = z.object({ items: z.array(z.object({ elementId: text })) });
export const diagramReply = text;
