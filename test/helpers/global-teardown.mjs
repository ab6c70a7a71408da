// Runs once after all suites, in the process of global-setup.mjs.
export default async function tearDown() {
  await globalThis.testRunServer.stop();
}
