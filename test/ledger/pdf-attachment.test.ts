import { describe, expect, it } from '@jest/globals';
import { attach } from '../../ledger/pdf-attachment.js';
import { SignedFileError } from '../../ledger/pdf-update.js';
import { judged } from '../../ledger/verdict.js';
import { verifyFile } from '../../ledger/verify-file.js';

const tail = 'trailer\n<<\n/Size 9\n/Root 1 0 R\n/Info 2 0 R\n/ID [<00> <00>]\n>>\nstartxref\n7\n%%EOF\n';

describe('a record behind an agreement', () => {
  it.each([
    ['another program’s PDF', '%PDF-1.7\n%%EOF\n'],
    ['a PDF without its catalog', `%PDF-1.7\n${tail}`],
    ['a PDF whose catalog names no attachments', `%PDF-1.7\n1 0 obj\n<< >>\nendobj\n${tail}`],
    ['a PDF whose catalog is cut off', `%PDF-1.7\n1 0 obj\n<< /Names 3 0 R >>\n${tail}`],
  ])('is not attached to %s', (_what, text) => {
    expect(() => attach(Buffer.from(text), '{}')).toThrow(SignedFileError);
  });
});

describe('a check of a file', () => {
  it.each(['%PDF-1.7\n', '{"format":"signed-receipt/1"}'])('takes %j for neither agreement nor receipt', (text) => {
    expect(verifyFile(Buffer.from(text))).toMatchObject({ ok: false });
  });

  it('answers for what is wrong with the file, and for no fault of its own', () => {
    const forged = judged(() => attach(Buffer.from('%PDF-1.7\n'), '{}'));
    expect(forged).toMatchObject({ ok: false, fault: { en: expect.stringContaining('No whole signed file') } });
    const broken = () => {
      throw new Error('a fault of the program');
    };
    expect(() => judged(broken)).toThrow('a fault of the program');
  });
});
