/** The files of a copy of the ledger, one value of canonical JSON a line; a supervisor's own copy is the feed alone. */
export const COPY_FILES = {
  entries: 'entries.jsonl',
  roots: 'roots.jsonl',
  seal: 'seal.json',
  feed: 'feed.jsonl',
} as const;
