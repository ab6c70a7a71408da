import { actsOfCase } from '../../db/repositories/case-acts.repository.js';
import { documentsOfCase } from '../../db/repositories/case-documents.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { SheetSection } from '../contract/index.js';
import { actRecordOf } from './agreement.js';
import { People } from './people.js';

/** Label and value of a line; a value that is not there makes no line. */
type Line = readonly [label: string, value: string | null | undefined, hint?: string];

export const linesSection = (title: string, lines: readonly Line[]): SheetSection => ({
  kind: 'lines',
  title,
  lines: lines.flatMap(([label, value, hint]) => {
    if (value === null || value === undefined || value === '') return [];
    return [{ label, value, ...(hint !== undefined && { hint }) }];
  }),
});

/** A table whose cells are words already. */
export const tableSection = (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  empty = '没有内容',
): SheetSection => ({
  kind: 'table',
  title,
  columns: columns.map((label) => ({ label, numeric: false })),
  rows: rows.map((row) => [...row]),
  empty,
});

/** The trail of acts of a case, withdrawn ones too; of these acts alone, where they are named. */
export async function trailSection(tx: Transaction, caseId: string, only?: ReadonlySet<string>): Promise<SheetSection> {
  const acts = (await actsOfCase(tx, caseId)).filter(({ act }) => only?.has(act) ?? true);
  const people = await People.of(
    tx,
    acts.map(({ personId }) => personId),
  );
  return { kind: 'trail', title: '办理轨迹', acts: acts.map(actRecordOf(people)) };
}

/** The papers of a case; nothing where there are none. */
export async function documentsSection(tx: Transaction, caseId: string): Promise<SheetSection[]> {
  const documents = await documentsOfCase(tx, caseId);
  if (documents.length === 0) return [];
  const people = await People.of(
    tx,
    documents.map(({ uploadedBy }) => uploadedBy),
  );
  const shown = documents.map(({ uploadedBy, ...document }) => ({
    ...document,
    uploadedByName: people.nameOf(uploadedBy),
  }));
  return [{ kind: 'documents', title: '办理材料', documents: shown }];
}
