export { createRestApp } from './app.js';
export type { RestOptions } from './app.js';
export { basicAuthentication, basicCredentials } from './authentication.js';
export type { Authenticate, User, UserWithPassword } from './authentication.js';
export type { Permission } from './operation.js';
