/**
 * The public board, for everybody: masked content only, no names, identity numbers, phones or accounts. Two tiers
 * (RULES part 8): the open web shows anonymous case numbers; a household of the project, signed in, and staff see what
 * the board in the scope shows (address, masked name, area).
 */
import { z } from 'zod';
import { contentHash, day, id, instant } from './formats.js';
import { noticeKind, noticeTable } from './notices.js';

export const publicNoticeRow = z.object({
  id,
  kind: noticeKind,
  kindLabel: z.string(),
  number: z.string(),
  title: z.string(),
  projectName: z.string(),
  publishedAt: instant,
  endsAt: instant,
  /** False once the period is over; `archived` notices keep title and proof, their rows are taken down. */
  running: z.boolean(),
  archivedAt: instant.nullable(),
});
export type PublicNoticeRow = z.infer<typeof publicNoticeRow>;

/** `GET /api/public/notices`: running ones first. `now` is the project's clock, for the countdown. */
export const publicNotices = z.object({ now: instant, notices: z.array(publicNoticeRow) });
export type PublicNotices = z.infer<typeof publicNotices>;

/** `GET /api/public/notices/:id`. */
export const publicNotice = publicNoticeRow.extend({
  now: instant,
  /** 1 = the open web, 2 = within the scope (signed in): decides which columns the table has. */
  tier: z.union([z.literal(1), z.literal(2)]),
  summary: z.string(),
  /** Null once the period is over and the notice taken down. */
  table: noticeTable.nullable(),
  /** Digest of the masked content as approved and published. */
  contentHash: contentHash.nullable(),
  proofHash: contentHash.nullable(),
  /** Where the notice is the choice of an agency: the track, whose counts and lots everybody may check. */
  agencyTrackId: id.nullish(),
  /** Where the notice is a decision to expropriate, or not to: the track, whose page says what can be done against it. */
  expropriationTrackId: id.nullish(),
});
export type PublicNotice = z.infer<typeof publicNotice>;

export const publicProject = z.object({
  id,
  code: z.string(),
  name: z.string(),
  modeLabel: z.string(),
  households: z.number().int(),
  signed: z.number().int(),
  rateBp: z.number().int(),
  effectiveRateBp: z.number().int(),
  signingOpenedAt: instant.nullable(),
  signingEndsAt: instant.nullable(),
  rateReachedAt: instant.nullable(),
});
export type PublicProject = z.infer<typeof publicProject>;
/** `GET /api/public/projects`. */
export const publicProjects = z.object({ now: instant, projects: z.array(publicProject) });
export type PublicProjects = z.infer<typeof publicProjects>;

/** One value a day over the whole ledger; its hash is bound to the day before. */
export const ledgerRoot = z.object({
  day,
  root: contentHash,
  cases: z.number().int(),
  entries: z.number().int(),
  prevHash: contentHash,
  hash: contentHash,
});
export const ledgerRoots = z.object({ roots: z.array(ledgerRoot) });
export type LedgerRoots = z.infer<typeof ledgerRoots>;

const said = z.object({ zh: z.string(), en: z.string() });
const evidence = z.object({ proved: z.array(said).readonly(), notProved: z.array(said).readonly() });
const subject = z.object({ name: z.string(), organisation: z.string() });
/** `POST /api/public/file-checks`, multipart with one part `file`: what a signed agreement or a receipt proves. */
export const fileVerdict = z.union([
  evidence.extend({
    ok: z.literal(true),
    kind: z.literal('agreement'),
    agreement: z.string(),
    contentHash,
    signers: z
      .array(
        z.object({
          role: z.enum(['household', 'owner', 'officer', 'seal']),
          form: z.enum(['electronic', 'paper']),
          subject,
          authority: z.string(),
          at: instant,
        }),
      )
      .readonly(),
  }),
  evidence.extend({
    ok: z.literal(true),
    kind: z.literal('receipt'),
    head: z.object({ caseId: id, seq: z.number().int(), hash: contentHash }),
    day,
    issuer: subject,
    authority: z.string(),
  }),
  z.object({ ok: z.literal(false), fault: said }),
]);
export type FileVerdict = z.infer<typeof fileVerdict>;
