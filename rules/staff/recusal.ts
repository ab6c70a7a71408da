import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';

/** Why somebody stays away from a household's case. */
export const relationshipLabels = {
  'own-household': '本人即该户权利人或同住人',
  relative: '该户人员的亲属',
  client: '该户的委托人或代理人',
  'neighbour-in-scope': '征收范围内的相邻户',
  'earlier-handler': '曾经办理该户案件',
} as const;
export type RelationshipKind = keyof typeof relationshipLabels;

/** A declared tie between a person and a household; it holds from the day it is declared until it is ended. */
export interface Relationship {
  readonly personId: string;
  readonly householdId: string;
  readonly kind: RelationshipKind;
  readonly declaredOn: IsoDate;
  /** First day on which the tie no longer holds; null while it does. */
  readonly endedOn: IsoDate | null;
}

/** In what capacity the person would act: a panel member is held to more than an officer. */
export type Capacity = 'panel' | 'staff';

/** In what capacity somebody does an act. */
export const capacityOf = (act: string): Capacity => (act === 'judge-special-case' ? 'panel' : 'staff');

/** Neighbours may do field work in a scope they live in; who handled a case may go on handling it. */
const EXCLUDING: Readonly<Record<Capacity, readonly RelationshipKind[]>> = {
  panel: ['own-household', 'relative', 'client', 'neighbour-in-scope', 'earlier-handler'],
  staff: ['own-household', 'relative', 'client'],
};

/** 回避: the ties for which this person may not act on this household's case on this day (SD7 panel, SD15 staff). */
export function recusalFindings(
  personId: string,
  householdId: string,
  relationships: readonly Relationship[],
  capacity: Capacity,
  on: IsoDate,
): Finding[] {
  return relationships
    .filter((tie) => tie.personId === personId && tie.householdId === householdId && excludes(tie, capacity, on))
    .map(({ kind }) => ({
      code: 'RECUSED',
      message: `${relationshipLabels[kind]}，应当回避，请由他人办理`,
      basis: capacity === 'panel' ? 'SD7' : 'SD15',
    }));
}

/** Everybody who stays away from a household's case on a day: what mayActOnCase is told. */
export function recusedPersonIds(
  householdId: string,
  relationships: readonly Relationship[],
  capacity: Capacity,
  on: IsoDate,
): string[] {
  const ties = relationships.filter((tie) => tie.householdId === householdId && excludes(tie, capacity, on));
  return [...new Set(ties.map(({ personId }) => personId))];
}

const excludes = ({ kind, endedOn }: Relationship, capacity: Capacity, on: IsoDate): boolean =>
  EXCLUDING[capacity].includes(kind) && (endedOn === null || on < endedOn);
