import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { ApiError } from './api-error.js';

/** What the bank says about one payment order; `amountYuan` as it wrote it. */
export interface StatedReceipt {
  readonly endToEndId: string;
  readonly amountYuan: string;
  readonly status: 'paid' | 'failed';
  readonly reason: string | null;
}

/** Values stay text: an amount never becomes a double. Entities are not expanded, so a small file stays small. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  removeNSPrefix: true,
  isArray: (name) =>
    ['OrgnlPmtInfAndSts', 'TxInfAndSts', 'Ntfctn', 'Ntry', 'NtryDtls', 'TxDtls', 'StsRsnInf', 'AddtlInf'].includes(
      name,
    ),
});

/** Text of an element, with or without attributes (`<Amt Ccy="CNY">1.00</Amt>`). */
const text = z.union([z.string(), z.object({ '#text': z.string() }).transform((element) => element['#text'])]);
const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);
const reason = z.object({
  Rsn: z.object({ Cd: text.optional(), Prtry: text.optional() }).optional(),
  AddtlInf: list(text),
});

/** pain.002: paid = settled (ACSC, ACCC), failed = rejected (RJCT); other states say nothing final yet. */
const statusReport = z.object({
  OrgnlPmtInfAndSts: list(
    z.object({
      TxInfAndSts: list(
        z.object({
          OrgnlEndToEndId: text,
          TxSts: text,
          StsRsnInf: list(reason),
          OrgnlTxRef: z.object({ Amt: z.object({ InstdAmt: text }) }),
        }),
      ),
    }),
  ),
});

/** camt.054: a debit is a payment that left, a credit with return information one that came back. */
const notification = z.object({
  Ntfctn: list(
    z.object({
      Ntry: list(
        z.object({
          CdtDbtInd: text,
          NtryDtls: list(
            z.object({
              TxDtls: list(
                z.object({
                  Refs: z.object({ EndToEndId: text }),
                  Amt: text,
                  RtrInf: reason.optional(),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
});

const document = z.object({
  Document: z.object({ CstmrPmtStsRpt: statusReport.optional(), BkToCstmrDbtCdtNtfctn: notification.optional() }),
});

const FINAL: Readonly<Record<string, StatedReceipt['status']>> = { ACSC: 'paid', ACCC: 'paid', RJCT: 'failed' };

function reasonOf(given: z.output<typeof reason> | undefined): string | null {
  if (given === undefined) return null;
  const words = [given.Rsn?.Cd ?? given.Rsn?.Prtry, ...given.AddtlInf].filter((word) => word !== undefined);
  return words.length === 0 ? null : words.join(' ').slice(0, 140);
}

const fromStatusReport = (report: z.output<typeof statusReport>): StatedReceipt[] =>
  report.OrgnlPmtInfAndSts.flatMap(({ TxInfAndSts }) =>
    TxInfAndSts.flatMap(({ OrgnlEndToEndId, TxSts, StsRsnInf, OrgnlTxRef }) => {
      const status = FINAL[TxSts];
      if (status === undefined) return [];
      const amountYuan = OrgnlTxRef.Amt.InstdAmt;
      return [{ endToEndId: OrgnlEndToEndId, amountYuan, status, reason: reasonOf(StsRsnInf[0]) }];
    }),
  );

const fromNotification = ({ Ntfctn }: z.output<typeof notification>): StatedReceipt[] =>
  Ntfctn.flatMap(({ Ntry }) =>
    Ntry.flatMap(({ CdtDbtInd, NtryDtls }) =>
      NtryDtls.flatMap(({ TxDtls }) =>
        TxDtls.map(({ Refs, Amt, RtrInf }) => ({
          endToEndId: Refs.EndToEndId,
          amountYuan: Amt,
          status: CdtDbtInd === 'DBIT' ? ('paid' as const) : ('failed' as const),
          reason: reasonOf(RtrInf),
        })),
      ),
    ),
  );

const unreadable = (message: string): ApiError =>
  new ApiError('BODY_INVALID', message, [{ code: 'FIELD_INVALID', message, clauses: ['R-60'], path: 'body' }]);

/** Reads a bank's answer of pain.002 or camt.054 shape; 400 when it is neither. */
export function readBankStatement(xml: string): StatedReceipt[] {
  // The parser itself reads a file cut off in the middle as far as it goes; half a statement must not be recorded.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is one more package for this one check
  const isWhole = XMLValidator.validate(xml) === true;
  if (!isWhole || xml.includes('<!DOCTYPE')) {
    throw unreadable('银行回单不是有效的 XML，请向银行重新下载。');
  }
  const parsed = document.safeParse(parser.parse(xml));
  const { CstmrPmtStsRpt, BkToCstmrDbtCdtNtfctn } = parsed.success ? parsed.data.Document : {};
  const receipts = [
    ...(CstmrPmtStsRpt ? fromStatusReport(CstmrPmtStsRpt) : []),
    ...(BkToCstmrDbtCdtNtfctn ? fromNotification(BkToCstmrDbtCdtNtfctn) : []),
  ];
  if (receipts.length === 0) throw unreadable('没有找到付款结果，请确认是 pain.002 或 camt.054 格式的回单。');
  return receipts;
}
