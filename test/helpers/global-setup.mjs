// Runs once before all suites. jest loads this file untransformed, so that tsx loads the TypeScript behind it.
import process from 'node:process';
import { tsImport } from 'tsx/esm/api';

export default async function setUp() {
  const { startRunServer } = await tsImport('./test-server.ts', import.meta.url);
  const server = await startRunServer();
  // Test processes inherit the environment; the tear-down runs in this process.
  Object.assign(process.env, server.environment);
  globalThis.testRunServer = server;
}
