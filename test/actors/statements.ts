interface Target {
  readonly household: string;
  readonly person: string;
  readonly act: string;
}
interface Statement {
  readonly name: string;
  readonly sql: (target: Target) => string;
}

const agreementOf = (household: string) => `household_id = '${household}' AND status <> 'superseded'`;

/** What somebody with the password of the application might send; each is committed if the database takes it. */
export const STATEMENTS: readonly Statement[] = [
  {
    name: 'another payee',
    sql: ({ household }) => `UPDATE household SET payee_account = '6222000000000999' WHERE id = '${household}'`,
  },
  {
    name: 'more persons',
    sql: ({ household }) => `UPDATE household SET registered_persons = 40 WHERE id = '${household}'`,
  },
  {
    name: 'a sealed agreement',
    sql: ({ household, person }) =>
      `UPDATE agreement SET status = 'sealed', sealed_at = app_now(), sealed_by = '${person}' WHERE ${agreementOf(household)}`,
  },
  {
    name: 'an effective agreement',
    sql: ({ household }) =>
      `UPDATE agreement SET status = 'effective', effective_at = app_now(), due_on = app_today() WHERE ${agreementOf(household)}`,
  },
  {
    name: 'a larger sum',
    sql: ({ household }) => `UPDATE agreement SET total_fen = total_fen * 2 WHERE ${agreementOf(household)}`,
  },
  {
    name: 'an act of somebody',
    sql: ({ household, person, act }) =>
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, task_key, verdict, content_hash)
       SELECT 'household', '${household}', '${act}', 1, '${person}', gen_random_uuid()::text, 'approved',
         (SELECT content_hash FROM agreement WHERE ${agreementOf(household)})`,
  },
  {
    name: 'an approval taken back',
    sql: ({ household }) =>
      `UPDATE case_act SET withdrawn_at = app_now() WHERE withdrawn_at IS NULL AND case_id = '${household}'`,
  },
  { name: 'an act deleted', sql: ({ household }) => `DELETE FROM case_act WHERE case_id = '${household}'` },
  { name: 'a shorter display', sql: () => `UPDATE notice SET ends_at = app_now() WHERE status = 'published'` },
  {
    name: 'a frozen area',
    sql: ({ household }) =>
      `UPDATE area_determination SET status = 'frozen', frozen_at = app_now() WHERE household_id = '${household}'
         AND status <> 'frozen'`,
  },
  {
    name: 'a larger area',
    sql: ({ household }) =>
      `UPDATE area_determination SET area_hundredths = area_hundredths * 2 WHERE household_id = '${household}'`,
  },
  { name: 'money from nowhere', sql: () => 'UPDATE special_account SET balance_fen = balance_fen + 1' },
  {
    name: 'a payment past the bank',
    sql: () => `INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
      SELECT id, 'payment', 100, 'payment:X' FROM project`,
  },
  { name: 'a released list', sql: () => `UPDATE payment_list SET status = 'released' WHERE status <> 'released'` },
  {
    name: 'a paid item',
    sql: ({ household }) =>
      `UPDATE payment_item SET status = 'paid' WHERE household_id = '${household}' AND status <> 'paid'`,
  },
  {
    name: 'an order to the bank',
    sql: ({
      household,
    }) => `INSERT INTO bank_instruction (end_to_end_id, list_id, version, item_id, amount_fen, payee_name, payee_account)
      SELECT 'X-' || item.item_id, list_id, version, item_id, item.amount_fen, item.payee_name, item.payee_account
      FROM payment_list_item item JOIN payment_item ON payment_item.id = item_id WHERE household_id = '${household}'`,
  },
  {
    name: 'an entry of the ledger rewritten',
    sql: ({ person }) => `UPDATE ledger_entry SET actor = 'nobody' WHERE actor = '${person}'`,
  },
  { name: 'entries of the ledger deleted', sql: ({ person }) => `DELETE FROM ledger_entry WHERE actor = '${person}'` },
  { name: 'refusals forgotten', sql: ({ person }) => `DELETE FROM refusal_at_door WHERE actor = '${person}'` },
  {
    name: 'a signature of the household',
    sql: ({ household }) =>
      `INSERT INTO agreement_signature SELECT * FROM agreement_signature WHERE person_id = '${household}'`,
  },
];
