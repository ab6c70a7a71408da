/** Parts of the selects of registers; tables and names are constants of the registers. */

/** The first entry of each row, with who made it (`opened`) and its fact under a name of its own. */
export const openedBy = (table: string, alias: string): string =>
  `${table} ${alias} JOIN register_standing opened ON opened.id = ${alias}.entry_id`;

/** The last standing fact of a kind on the row of `opened`, with `person`, `unit`, `day` and `seq`; empty where none is. */
export const lastOf = (table: string, alias: string): string =>
  `LEFT JOIN LATERAL (SELECT fact.*, said.person, said.unit, said.seq, civil_day(said.entered_at)::text AS day
    FROM ${table} fact JOIN register_standing said ON said.id = fact.entry_id
    WHERE said.row_id = opened.row_id ORDER BY said.seq DESC LIMIT 1) ${alias} ON true`;
