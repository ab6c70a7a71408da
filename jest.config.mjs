/** One run for every part of the project. All suites share one PostgreSQL server (test/helpers/). */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: '<rootDir>/test/helpers/global-setup.mjs',
  globalTeardown: '<rootDir>/test/helpers/global-teardown.mjs',
  // The second one says which ways through the diagrams no test has walked.
  reporters: ['default', '<rootDir>/test/helpers/walks-reporter.mjs'],
  maxWorkers: 2,
  // A worker keeps the modules of every suite it has run. Past a gigabyte it is slower, and Node takes so long to give the
  // memory back when it ends that it seems to hang: beyond this heap the next suite gets a fresh one.
  workerIdleMemoryLimit: '400MB',
  // Generous: a busy machine of two cores is slow, and a test that hangs is as plain after a minute.
  testTimeout: 60_000,
  // `npm run test:coverage`: where the law is decided and the evidence is made, a line that its own tests leave out is a
  // risk. Elsewhere coverage would cost a third of the pipeline's time to say what walks, guards and stories say better.
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcov'],
  coverageThreshold: {
    './rules/': { lines: 97, branches: 97 },
    './ledger/': { lines: 99, branches: 97 },
  },
  collectCoverageFrom: ['{rules,ledger}/**/*.ts'],
};
