import { createRequire } from 'node:module';
import path from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import type { PackageDefinition } from '@grpc/proto-loader';
import { describe, expect, it } from '@jest/globals';

const sdk = path.dirname(createRequire(import.meta.url).resolve('@camunda8/sdk'));
const ours = read(loadSync(path.resolve('engine/grpc/gateway.proto'), { keepCase: true }));
const official = read(loadSync(path.join(sdk, 'proto', 'zeebe.proto'), { keepCase: true }));

interface Field {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly label: string;
  readonly typeName: string;
}

interface Enumeration {
  readonly name: string;
  readonly value: readonly Field[];
}

/** Every message with its fields, every enumeration with its values, every method: one line each. */
function read(definitions: PackageDefinition): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, definition] of Object.entries(definitions)) {
    if (!('format' in definition)) {
      const methods = Object.entries(definition).map(([method, each]) => {
        const [request, response] = [each.requestType, each.responseType].map(({ type }) => (type as Field).name);
        return `rpc ${method} ${String(request)} ${each.responseStream ? 'stream ' : ''}${String(response)}`;
      });
      found.set(name, methods);
      continue;
    }
    const { field = [], enumType = [] } = definition.type as { field?: Field[]; enumType?: Enumeration[] };
    found.set(
      name,
      field.map((each) => `${String(each.number)} ${each.name} ${each.label} ${each.type} ${each.typeName}`),
    );
    for (const each of enumType)
      found.set(
        `${name}.${each.name}`,
        each.value.map((value) => `${String(value.number)} ${value.name}`),
      );
  }
  return found;
}

/** What came after the version whose interface the client brings along. */
const LATER = new Map<string, readonly string[]>([
  ['TopologyResponse', ['clusterId']],
  ['ActivatedJob', ['userTask', 'kind', 'listenerEventType', 'tags']],
  ['CompleteJobRequest', ['result']],
  ['CreateProcessInstanceRequest', ['runtimeInstructions', 'tags', 'businessId']],
  ['CreateProcessInstanceResponse', ['tags', 'businessId']],
  ['CreateProcessInstanceWithResultResponse', ['tags', 'businessId']],
  ['Gateway', ['EvaluateConditional']],
  ['EvaluateDecisionResponse', ['decisionEvaluationKey']],
]);
const LATER_TYPES = [
  'ActivatedJob.JobKind',
  'ActivatedJob.ListenerEventType',
  'EvaluateConditionalRequest',
  'EvaluateConditionalResponse',
  'JobResult',
  'JobResultActivateElement',
  'JobResultCorrections',
  'ProcessInstanceCreationRuntimeInstruction',
  'ProcessInstanceReference',
  'StringList',
  'TerminateProcessInstanceInstruction',
  'UserTaskProperties',
];
const named = (name: string) => name.replace(/^gateway_protocol\./, '');

describe('the interface', () => {
  it.each([...official])('has %s as the official client has it', (name, lines) => {
    expect(ours.get(name) ?? []).toEqual(expect.arrayContaining(lines));
    const later = (ours.get(name) ?? []).filter((line) => !lines.includes(line));
    expect(later.map((line) => line.split(' ')[1])).toEqual(LATER.get(named(name)) ?? []);
  });

  it('has nothing else but what later versions have added', () => {
    const added = [...ours.keys()].filter((name) => !official.has(name)).map(named);
    expect(added.sort()).toEqual(LATER_TYPES);
  });
});
