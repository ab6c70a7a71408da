import type { Key } from '../../commands/requests.js';

export interface ProcessDefinitionRow {
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly name: string | null;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly bpmnXml: string;
  readonly deploymentKey: Key;
  readonly startFormId: string | null;
  readonly startFormBinding: string | null;
  readonly startFormVersionTag: string | null;
  readonly state: 'ACTIVE' | 'DELETED';
  /** Of a deleted definition: what is to become of its ended instances. */
  readonly history: 'KEPT' | 'TO_DELETE' | 'DELETED';
  readonly deployedAt: number;
}

export interface FormRow {
  readonly formKey: Key;
  readonly formId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly schema: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}

/** A deployed file that no command reads: handed out as it is. */
export interface ResourceRow {
  readonly resourceKey: Key;
  readonly resourceId: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly resourceChecksum: string;
  readonly content: string;
  readonly deploymentKey: Key;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly deployedAt: number;
}
