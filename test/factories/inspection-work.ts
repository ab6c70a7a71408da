import { entryFor } from '../../api/entries/index.js';
import type { Database } from '../../db/database.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { storeCaseDocument } from '../../db/repositories/case-documents.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import type { ActName } from '../../rules/acts.js';

/** The tasks of one inspection, done without the engine: each entry and act as the API and the guards record them. */
export class InspectionWork {
  private tasks = 0;

  constructor(
    readonly db: Database,
    readonly inspectionId: string,
  ) {}

  /** Enters, if the act demands it, and concludes; answers with the key of the task. */
  async do(act: ActName, personId: string, verdict: string, values: Record<string, unknown> = {}): Promise<string> {
    this.tasks += 1;
    const taskKey = `inspection:${this.inspectionId}:${String(this.tasks)}`;
    const taskCase = { act, kind: 'inspection', id: this.inspectionId } as const;
    const note = verdict === 'returned' ? '没有改好' : null;
    await this.db.transaction(async (tx) => {
      const entry = entryFor(act);
      if (entry !== undefined) {
        const context = { taskCase, taskKey, personId, round: 1 };
        await recordEntry(tx, { ...context, given: values, replaces: 'case' }, (entryId) =>
          entry.store(tx, { ...context, entryId }, values),
        );
      }
      await recordAct(tx, { act, caseId: this.inspectionId, personId, taskKey, verdict, note });
    });
    return taskKey;
  }

  /** A paper of the rectification. */
  async paper(personId: string): Promise<string> {
    const stored = await this.db.transaction((tx) =>
      storeCaseDocument(tx, {
        taskCase: { act: 'rectify-findings', kind: 'inspection', id: this.inspectionId },
        taskKey: 'paper',
        name: '整改材料.pdf',
        mediaType: 'application/pdf',
        bytes: Buffer.from('%PDF-1.4 整改材料'),
        uploadedBy: personId,
      }),
    );
    return stored.id;
  }
}

export const PROBLEM = { description: '件袋缺身份证明', clause: 'R-52', severity: 'minor', demand: '补齐' } as const;
