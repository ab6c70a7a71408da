/** The files of a copy of the ledger, one value of canonical JSON a line. */
export const COPY_FILES = { entries: 'entries.jsonl', roots: 'roots.jsonl', seal: 'seal.json' } as const;
