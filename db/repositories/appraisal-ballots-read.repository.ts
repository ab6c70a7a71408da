import type { Transaction } from '../transaction.js';

export interface Subject {
  readonly accountId: string;
  readonly displayName: string;
}

/** The persons of an appraisal, in the order of their names. */
export async function subjectsOfAppraisal(tx: Transaction, reviewId: string): Promise<Subject[]> {
  return tx.query<Subject>(
    `SELECT account_id AS "accountId", display_name AS "displayName" FROM appraisal_open JOIN appraisal_subject
       USING (entry_id) JOIN account ON account.id = account_id WHERE review_id = $1 ORDER BY display_name, account_id`,
    [reviewId],
  );
}

export interface AppraisalResult extends Subject {
  readonly ballots: number;
  /** Hundredths of a point. */
  readonly scoreHundredths: number | null;
  readonly favourReports: number;
  readonly below: boolean;
}

export async function appraisalResults(tx: Transaction, reviewId: string): Promise<AppraisalResult[]> {
  return tx.query<AppraisalResult>(
    `SELECT account_id AS "accountId", display_name AS "displayName", ballots, score_hundredths AS "scoreHundredths",
       favour_reports AS "favourReports", below
     FROM appraisal_result JOIN account ON account.id = account_id WHERE review_id = $1 ORDER BY display_name, account_id`,
    [reviewId],
  );
}
