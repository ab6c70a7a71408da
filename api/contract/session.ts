/** Signing in and out: `POST`/`GET`/`DELETE /api/session`, `POST /api/household-session`. */
import { z } from 'zod';
import { ROLES } from '../../rules/acts.js';
import { day, id } from './formats.js';

export const signInBody = z.object({
  username: z.string().trim().min(1, '请填写用户名').max(64),
  password: z.string().min(1, '请填写密码').max(200),
});
export type SignInBody = z.infer<typeof signInBody>;

export const householdSignInBody = z.object({
  caseNumber: z.string().trim().min(1, '请填写案号').max(64),
  accessCode: z.string().trim().min(1, '请填写查询码').max(64),
});
export type HouseholdSignInBody = z.infer<typeof householdSignInBody>;

export const role = z.enum(ROLES);

export const staffSession = z.object({
  kind: z.literal('staff'),
  username: z.string(),
  displayName: z.string(),
  organisationName: z.string(),
  roles: z.array(role),
  /** Last day of the person's post certificate, null without one. */
  certificateValidTo: day.nullable(),
});
export const householdSession = z.object({
  kind: z.literal('household'),
  householdId: id,
  caseNumber: z.string(),
});
/** The owner of a let house. */
export const ownerSession = z.object({ kind: z.literal('owner'), caseNumber: z.string() });
export const anonymousSession = z.object({ kind: z.literal('anonymous') });

/** An account of the sample project, with its password: only a demonstration gives these away. */
export const sampleAccount = z.object({
  username: z.string(),
  displayName: z.string(),
  organisationName: z.string(),
  roleLabels: z.array(z.string()),
  password: z.string(),
});
/** `GET /api/sample-accounts`: empty in a real installation. */
export const sampleAccounts = z.array(sampleAccount);
export type SampleAccount = z.infer<typeof sampleAccount>;

/** `GET /api/session` always answers 200; nobody signed in is `anonymous`. */
export const session = z.discriminatedUnion('kind', [staffSession, householdSession, ownerSession, anonymousSession]);
export type Session = z.infer<typeof session>;
export type StaffSession = z.infer<typeof staffSession>;
export type HouseholdSession = z.infer<typeof householdSession>;
