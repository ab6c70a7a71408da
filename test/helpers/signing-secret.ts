/** Encrypts the signers' keys of the tests. */
export const TEST_SIGNING_SECRET = 'a signing secret of the tests, long enough';
