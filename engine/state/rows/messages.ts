import type { Key, Variables } from '../../commands/requests.js';

export interface MessageRow {
  readonly messageKey: Key;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: Variables;
  readonly publishedAt: number;
  readonly expiresAt: number;
  readonly correlatedProcessIds: readonly string[];
}

export interface MessageSubscriptionRow {
  readonly messageSubscriptionKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
  readonly processInstanceKey: Key | null;
  readonly rootProcessInstanceKey: Key | null;
  readonly elementId: string;
  readonly elementInstanceKey: Key | null;
  readonly state: 'CREATED' | 'CORRELATED' | 'DELETED' | 'MIGRATED';
  readonly lastUpdatedDate: number;
  readonly messageName: string;
  readonly correlationKey: string | null;
  readonly live: boolean;
}

export interface CorrelatedMessageRow {
  readonly messageKey: Key;
  readonly subscriptionKey: Key;
  readonly messageName: string;
  readonly correlationKey: string | null;
  readonly correlationTime: number;
  readonly elementId: string;
  readonly elementInstanceKey: Key | null;
  readonly processInstanceKey: Key;
  readonly rootProcessInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly processDefinitionId: string;
}
